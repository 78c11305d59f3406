/** Least utility of a merged model over its parent on the epoch's own questions, parts per million: not worse. */
export const MIN_MERGED_UTILITY_PPM = 0;
