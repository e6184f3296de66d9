/** The worker answers any navigation with this page when the network cannot: no content of its own, the router takes over. */
export const ssr = false;
export const prerender = true;
