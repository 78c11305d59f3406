/** A role on the network. */
export type Role = 'learner' | 'validator' | 'aggregator';

const BITS: Readonly<Record<Role, number>> = { learner: 1, validator: 2, aggregator: 4 };
const ROLES: readonly Role[] = ['learner', 'validator', 'aggregator'];

/** Role bits as NodeRegistry keeps them. */
export function roleBits(roles: readonly Role[]): number {
  return roles.reduce((bits, role) => bits | BITS[role], 0);
}

/** The roles of a set of bits. */
export function rolesOf(bits: number): Role[] {
  return ROLES.filter((role) => (bits & BITS[role]) !== 0);
}
