import type { Fields } from './json';

/** What an import brings when it is completed; what the body itself says is kept (Inferred). */
export function importedFields(provider: Fields): Fields {
  return {
    name: `Imported from ${provider.type}`,
    description:
      'You answer calls about orders. Greet {{ customer_name }}, ask for the order number, look it up with get_order and tell where the parcel is.',
    mock_tools: [
      {
        name: 'get_order',
        description: 'Looks up an order',
        mock_data: [{ input: { order_id: 'A1' }, output: { status: 'shipped' } }],
      },
      { name: 'transfer_call', description: 'Hands the call to a person', mock_data: [] },
    ],
    dynamic_variables: [{ name: 'customer_name', description: "The caller's name" }],
  };
}
