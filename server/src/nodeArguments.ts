/**
 * What Node is started with to run the server: its objects may take so many MB that it stays below 500 MB in all, and
 * new ones few, as it makes many that are soon useless.
 */
export const nodeArguments = ['--max-old-space-size=350', '--max-semi-space-size=4'];
