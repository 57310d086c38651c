/** The most bytes that a file, or one array of it unpacked, may take unless the caller says otherwise: 1 GiB. */
export const defaultLimit = 2 ** 30;
