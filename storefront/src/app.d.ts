declare global {
  namespace App {
    interface Error {
      message: string;
      /** Shown to the shopper, searchable in the log. */
      id?: string;
    }
  }

  /** Name of this build, the same in page and worker. */
  const __BUILD__: string;
  /** True in a build whose worker only takes itself away. */
  const __KILL_SWITCH__: boolean;
}

/** The journal's table of contents, read from the Markdown files by `build-config/journal.ts`. */
declare module 'virtual:journal' {
  export const posts: import('$lib/journal/posts').Post[];
}

export {};
