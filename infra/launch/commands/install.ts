/** Nothing more: whoever gets here has the packages, for the bootstrap sees to them before any command. */
export {};
