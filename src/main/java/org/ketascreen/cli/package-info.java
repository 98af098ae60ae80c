/** The command line. Entry type: {@link org.ketascreen.cli.Main}. */
@NullMarked
package org.ketascreen.cli;

import org.jspecify.annotations.NullMarked;
