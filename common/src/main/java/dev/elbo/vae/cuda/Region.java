package dev.elbo.vae.cuda;

/**
 * Memory of a device.
 *
 * @param address where it begins
 * @param bytes its length
 */
record Region(long address, long bytes) {
  /** Where float {@code index} of it is. */
  long at(long index) {
    return address + Float.BYTES * index;
  }

  /** Where double {@code index} of it is. */
  long atDouble(long index) {
    return address + Double.BYTES * index;
  }
}
