declare global {
  namespace App {
    interface Error {
      message: string;
      /** Shown to the shopper, searchable in the log. */
      id?: string;
    }
  }
}

export {};
