/** The journal's table of contents, read from the Markdown files by `build-config/journal.ts`. */
declare module 'virtual:journal' {
  export const posts: import('$lib/journal/posts').Post[];
}
