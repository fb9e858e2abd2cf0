/** A row of the database. Its version grows with each change. */
export interface Product {
  price: number
  version: number
}

/** The database's table of prices. It is never wrong about which change came last. */
export class Products {
  readonly #rows = new Map<string, Product>()

  change(key: string, price: number): Product {
    const row = { price, version: (this.#rows.get(key)?.version ?? 0) + 1 }
    this.#rows.set(key, row)
    return row
  }
}
