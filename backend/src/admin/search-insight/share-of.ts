/** Of nothing it is none. An open may be counted on the day after its search, so there may be more of them. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole));
