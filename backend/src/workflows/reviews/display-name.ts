/** How somebody is called who did not say how: "Ada L.", or nothing when the account has no first name. */
export function displayNameOf(customer: { first_name?: string | null; last_name?: string | null }): string {
  const first = customer.first_name?.trim() ?? '';
  const [initial] = graphemes.segment(customer.last_name?.trim() ?? '');
  const name = first !== '' && initial ? `${first} ${initial.segment}.` : first;
  return name.includes('@') || [...name].length > 40 ? '' : name;
}

const graphemes = new Intl.Segmenter();
