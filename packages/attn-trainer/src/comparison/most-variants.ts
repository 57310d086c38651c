/** More runs than these beside one are told apart by nobody, and need the memory of as many. */
export const MOST_VARIANTS = 7;
