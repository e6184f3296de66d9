/** Where all that answers a text is listed. */
export const searchPath = (text: string): string => `/search?${new URLSearchParams({ q: text })}`;
