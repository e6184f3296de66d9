export { getCart, getConnection, getShop, getSync, getWishes, provideState } from './context.svelte';
export type { CartState } from './cart.svelte';
export type { ConnectionState, Reach, ReplicaState } from './connection.svelte';
export type { ShopRegion, ShopState } from './shop.svelte';
export type { ShownNotice, SyncState } from './sync.svelte';
export type { WishState } from './wishes.svelte';
