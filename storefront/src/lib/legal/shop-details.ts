/**
 * Who sells here, and on which terms: the one file a merchant fills in. Null is shown as a marked gap on the legal pages, and as
 * long as there is one they say that they are not finished.
 */
export type ShopDetails = {
  /** As registered, with the legal form. */
  legalName: string | null;
  /** Street, postcode, town and country, as they stand on a letter. A post box does not do. */
  postalAddress: string | null;
  /** Who may act for the company. */
  representedBy: string | null;
  email: string | null;
  phone: string | null;
  /** Court and number, for instance "Amtsgericht Hamburg, HRB 12345" or a Companies House number. */
  register: string | null;
  vatId: string | null;
  /** Where returned things go, if not to `postalAddress`. */
  returnAddress: string | null;
  /** Who may be asked about personal data. */
  privacyContact: string | null;
  /** The data protection authority that is responsible for the merchant. */
  supervisoryAuthority: string | null;
  /** Who runs the machines the shop is on. */
  hostingProvider: string | null;
  /** Name and address in the EU and in the UK of whoever stands in for a merchant from elsewhere; '' where none is needed. */
  representatives: string | null;
  /** Law and courts that apply between businesses; consumers keep those of their home. */
  governingLaw: string | null;
  /** Where a consumer of the EU withdraws from a contract online. */
  withdrawalAddress: string | null;
  /** Days in which anything may be sent back. The law of the EU and the UK asks for 14 at least. */
  returnDays: number;
  /** How long server logs with addresses of visitors are kept. */
  logDays: number;
};

export const shopDetails: ShopDetails = {
  legalName: null,
  postalAddress: null,
  representedBy: null,
  email: null,
  phone: null,
  register: null,
  vatId: null,
  returnAddress: null,
  privacyContact: null,
  supervisoryAuthority: null,
  hostingProvider: null,
  representatives: null,
  governingLaw: null,
  withdrawalAddress: null,
  returnDays: 30,
  logDays: 14,
};

export const isComplete = (details: ShopDetails): boolean => !Object.values(details).includes(null);
