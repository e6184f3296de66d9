/** What the tabs of one browser tell each other. */
export type ChannelMessage = { kind: 'forgotten'; /** Name of the database that is being deleted. */ database: string };

/** Reaches the other tabs, never the one that posts. */
export type Channel = {
  post(message: ChannelMessage): void;
  listen(listener: (message: ChannelMessage) => void): () => void;
};
