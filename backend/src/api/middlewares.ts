import { authenticate, configureStoreSearch, defineMiddlewares } from '@medusajs/framework/http';
import { MAX_BODY_BYTES } from 'sync/protocol';
import { searchTablesInAdmin } from './admin-search';
import { measureSearch } from './catalog/[region]/search/measure';
import { errorHandler } from './error-handler';
import { closeFilledCarts, closeLineRoutes, closeOwnedFields } from './one-writer';
import { clampLimit, hidePoweredBy, rejectNul, rejectPrototypePaths } from './query-guard';
import { MAX_FORM_BYTES } from './store/reviews/validators';
import { MAX_REPORT_BYTES } from './store/searches/validators';
import { guardStoreSearch, MAX_SEARCH_BYTES } from './store/search/guard';
import { measureSync } from './store/sync/measure';

/** Who may do what is for the protocol to say, in its own words. */
const customerIfSignedIn = authenticate('customer', ['bearer', 'session'], { allowUnauthenticated: true });

export default defineMiddlewares({
  errorHandler,
  routes: [
    { matcher: '/', middlewares: [hidePoweredBy, rejectNul, rejectPrototypePaths] },
    { matcher: '/store', middlewares: [clampLimit] },
    { matcher: '/catalog/:region/search', methods: ['GET'], middlewares: [measureSearch] },
    {
      matcher: '/store/sync',
      methods: ['POST'],
      bodyParser: { sizeLimit: MAX_BODY_BYTES },
      middlewares: [measureSync, customerIfSignedIn],
    },
    {
      matcher: '/store/sync/attach',
      methods: ['POST'],
      bodyParser: { sizeLimit: MAX_BODY_BYTES },
      middlewares: [customerIfSignedIn],
    },
    {
      matcher: '/store/sync/live',
      methods: ['GET'],
      middlewares: [customerIfSignedIn],
    },
    {
      matcher: '/store/reviews',
      methods: ['POST'],
      bodyParser: { sizeLimit: MAX_FORM_BYTES },
      middlewares: [customerIfSignedIn],
    },
    { matcher: '/store/contact', methods: ['POST'], bodyParser: { sizeLimit: MAX_FORM_BYTES } },
    { matcher: '/store/searches', methods: ['POST'], bodyParser: { sizeLimit: MAX_REPORT_BYTES } },
    { matcher: '/store/reviews/mine', methods: ['GET'], middlewares: [customerIfSignedIn] },
    { matcher: '/store/reviews/:id', methods: ['DELETE'], middlewares: [customerIfSignedIn] },
    { matcher: '/store/wishlist/share', methods: ['GET', 'POST', 'DELETE'], middlewares: [customerIfSignedIn] },
    {
      matcher: '/store/search',
      methods: ['POST'],
      bodyParser: { sizeLimit: MAX_SEARCH_BYTES },
      middlewares: [guardStoreSearch, configureStoreSearch({ allowed_indexes: { product: true } })],
    },
    { matcher: '/admin/search', methods: ['GET'], middlewares: [searchTablesInAdmin] },
    { matcher: '/store/carts', methods: ['POST'], middlewares: [closeFilledCarts] },
    { matcher: '/store/carts/:id', methods: ['POST'], middlewares: [closeOwnedFields] },
    { matcher: '/store/carts/:id/promotions', methods: ['POST', 'DELETE'], middlewares: [closeLineRoutes] },
    { matcher: '/store/carts/:id/line-items', methods: ['POST'], middlewares: [closeLineRoutes] },
    { matcher: '/store/carts/:id/line-items/:line_id', methods: ['POST', 'DELETE'], middlewares: [closeLineRoutes] },
  ],
});
