/** Everything that the look needs, in the order in which it has to be loaded. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/wght.css';
import './variables.gen.css';
import './tokens.css';
import './base.css';
