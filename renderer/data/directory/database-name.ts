/** @returns the name of the directory's own database. @param name of the database of collections that it is made from */
export const directoryDatabase = (name: string): string => `${name}-directory`;
