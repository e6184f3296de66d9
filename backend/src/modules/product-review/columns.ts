const isoOf = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A row as a `Review`. */
export const REVIEW_COLUMNS = `
  id, product_id as "productId", customer_id as "customerId", order_id as "orderId", line_item_id as "lineItemId",
  rating, title, text, name, language, state, revision, ${isoOf('created_at')} as "createdAt",
  ${isoOf('updated_at')} as "updatedAt", ${isoOf('moderated_at')} as "moderatedAt"`;
