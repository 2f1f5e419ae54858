export async function testConsumers (): Promise<boolean> { return true }
