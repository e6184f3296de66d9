/** What the page of a product is read anew for, see `invalidate`. */
export const PRODUCT_NEWS = 'satchel:product';
