import { arcSine, sine } from './trigonometry.js';

/** A place on Earth in degrees, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the Earth (IUGG). */
const EARTH_RADIUS_METRES = 6_371_008.8;
/** Two thirds of the speed of light in vacuum, as in glass fibre. */
const FIBRE_METRES_PER_SECOND = (299_792_458 * 2) / 3;
/** Between nodes of one place there is still a cable: 200 m of it. */
export const MIN_DELAY_NS = 1_000;

/** Whether there is such a place. */
export function isOnEarth({ latitude, longitude }: Coordinates): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360;
}

/** Great-circle distance on a sphere, by the haversine formula. */
export function greatCircleMetres(a: Coordinates, b: Coordinates): number {
  const sinPhi = sine(radians(b.latitude - a.latitude) / 2);
  const sinLambda = sine(radians(turnBetween(a.longitude, b.longitude)) / 2);
  const cosines = cosineOf(a.latitude) * cosineOf(b.latitude);
  const haversine = sinPhi * sinPhi + cosines * sinLambda * sinLambda;
  return 2 * EARTH_RADIUS_METRES * arcSine(Math.sqrt(Math.min(1, haversine)));
}

/** The shorter way round from one longitude to another, in degrees from 0 to 180. */
function turnBetween(one: number, other: number): number {
  const turn = Math.abs(other - one) % 360;
  return Math.min(turn, 360 - turn);
}

/** Of a latitude. */
function cosineOf(degrees: number): number {
  return sine(radians(90 - Math.abs(degrees)));
}

/** How long light takes through a fibre along the great circle, in whole nanoseconds, 1 us at least. */
export function fibreDelayNs(a: Coordinates, b: Coordinates): number {
  const seconds = greatCircleMetres(a, b) / FIBRE_METRES_PER_SECOND;
  return Math.max(MIN_DELAY_NS, Math.round(seconds * 1e9));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
