/**
 * Requests as JSON of our own, for hosts without FHIR: {@code screening-request-1.schema.json} says
 * what every key means. Entry types: {@link org.ketascreen.json.RequestReader} and {@link
 * org.ketascreen.json.RequestWriter}.
 */
@NullMarked
package org.ketascreen.json;

import org.jspecify.annotations.NullMarked;
