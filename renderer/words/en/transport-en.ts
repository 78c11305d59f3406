/** What is said when the page cannot reach the node. */
export const transportEn = {
  notConnected: 'Loam’s engine cannot be reached right now.',
  notConnectedHint: 'The page connects again by itself; try once more in a moment.',
  tooLate: 'Loam’s engine did not answer in time.',
} as const;
