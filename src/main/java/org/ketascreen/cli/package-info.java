/** The command line. Entry type: {@link org.ketascreen.cli.Main}. Only here may a clock be read. */
@NullMarked
package org.ketascreen.cli;

import org.jspecify.annotations.NullMarked;
