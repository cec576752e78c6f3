import { grownVault } from './bench/grown-vault.ts'
await grownVault(process.argv[2]!, Number(process.argv[3]))
