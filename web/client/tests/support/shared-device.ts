import { type Device, memoryDevice } from '../../src/device.ts'

/** A device that several tabs of a test look at. */
export function sharedDevice(): Device {
  return { ...memoryDevice(), isShared: async () => true }
}
