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
  /** Set in a build whose pictures Cloudinary makes. */
  const __CLOUDINARY__: { origin: string; upload: string; folder: string } | null;
  /** True in a build whose worker only takes itself away. */
  const __KILL_SWITCH__: boolean;
}

export {};
