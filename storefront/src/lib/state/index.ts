export { getCart, getConnection, getShop, getSync, provideState } from './context.svelte';
export type { CartState } from './cart.svelte';
export type { ConnectionState, Reach, ReplicaState } from './connection.svelte';
export type { ShopRegion, ShopState } from './shop.svelte';
export type { SyncState } from './sync.svelte';
