export type ProblemCode =
  | 'not_utf8'
  | 'broken_quote'
  | 'wrong_columns'
  | 'missing_handle'
  | 'bad_handle'
  | 'duplicate_handle'
  | 'missing_title'
  | 'gift_card'
  | 'empty_row'
  | 'missing_price'
  | 'not_a_number'
  | 'negative_price'
  | 'bad_value'
  | 'missing_option'
  | 'duplicate_variant'
  | 'duplicate_sku';

/** A row, or with `duplicate_handle` and the like a product, that stays out. `line` counts from 1, the header included. */
export type Problem = { line: number; handle: string | null; code: ProblemCode; message: string };
