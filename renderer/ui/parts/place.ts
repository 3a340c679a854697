/** Where texts of the screen stand in time: the zone of the branch. Set once by the application. */
import { createContext, use } from 'react';

const Place = createContext('Asia/Jakarta');

/** Gives the zone (IANA) to everything below it. */
export const ZoneProvider = Place.Provider;

/** @returns the IANA zone in which instants are shown. */
export const useZone = (): string => use(Place);
