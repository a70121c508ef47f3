/** L15: whom to write to where no portal has said otherwise. */
export const defaultSupport = { email: 'support.e-mage@pulsy.fr', telephone: null };
