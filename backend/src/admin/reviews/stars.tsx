/** Five of them, so many filled; a reader of screens hears the number. */
export function Stars({ rating }: { rating: number }) {
  const full = Math.round(rating);
  return (
    <span role="img" aria-label={`${rating} of 5 stars`} className="text-ui-tag-orange-icon whitespace-nowrap">
      {'★'.repeat(full)}
      <span className="text-ui-fg-disabled">{'★'.repeat(5 - full)}</span>
    </span>
  );
}
