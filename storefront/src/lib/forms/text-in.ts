/** What stands in a field; a file in its place is nothing. */
export function textIn(data: FormData, field: string): string {
  const value = data.get(field);
  return typeof value === 'string' ? value : '';
}
