// What the browser's code finds on the page: Dash's door, Cytoscape's canvas, and our own handle for tests.

declare module "panels:scripts";

/** A style as text, for a notebook's shadow of its own. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** Cytoscape as dash-cytoscape brings it; it ships no types. */
type Cytoscape = any;

interface Window {
  cy?: Cytoscape;
  dash_clientside: {set_props?: (id: string, props: Record<string, unknown>) => void; [namespace: string]: unknown};
  faultlines: Record<string, unknown>;
  React: {createElement: (name: string, props: Record<string, unknown>, ...children: unknown[]) => unknown};
  dashAgGridComponentFunctions?: Record<string, (props: any) => unknown>;
}
