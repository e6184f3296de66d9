/** What modules of the worker read while they are loaded: where they run, and the list of files the build puts in. */
Object.assign(globalThis, {
  self: Object.assign(globalThis, {
    location: new URL('https://shop.example/service-worker.js'),
    __WB_MANIFEST: [
      { url: '_app/immutable/entry/start.abc.js', revision: null },
      { url: 'app-shell', revision: 'shell-1' },
      { url: 'icons/icon-192.png', revision: 'icon-1' },
    ],
  }),
});
