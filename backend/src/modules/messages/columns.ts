const isoOf = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A row as a `Message`. */
export const MESSAGE_COLUMNS = `
  id, event, recipient, channel, subject, text, language, state, attempts, last_error as "lastError",
  json_build_object('name', reply_name, 'address', reply_address) as "replyTo",
  ${isoOf('created_at')} as "createdAt", ${isoOf('next_at')} as "nextAt"`;
