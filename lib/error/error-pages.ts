/**
 * The pages of the errors of a context, in a catalogue that is mounted.
 *
 * The catalogue is registered after the plugin, so it fills this in before the first request.
 */
export interface ErrorPages {
  /** URI of the page by code; `undefined` without a catalogue. */
  uris: ReadonlyMap<string, string> | undefined
  /** Whether replies without a member for it have a `Link` to the page. */
  isLinked: boolean
}
