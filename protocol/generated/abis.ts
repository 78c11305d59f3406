// Generated from contracts/ by contracts/script/generate-abis.ts. Do not edit.

/** ABI of Modules. */
export const modulesAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address[15]"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Address of a module. */
{
 "type": "function",
 "name": "at",
 "inputs": [
  {
   "name": "module",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "module_",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Puts a new contract in the place of a module. Only the timelock, so only after a vote. */
{
 "type": "function",
 "name": "replace",
 "inputs": [
  {
   "name": "module",
   "type": "uint8"
  },
  {
   "name": "now_",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "ModuleReplaced",
 "inputs": [
  {
   "name": "module",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "before",
   "type": "address",
   "indexed": true
  },
  {
   "name": "now_",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "FixedModule",
 "inputs": [
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "NoCode",
 "inputs": [
  {
   "name": "module",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyTimelock",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
}
] as const;

/** ABI of LoamToken. */
export const loamTokenAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  },
  {
   "name": "to",
   "type": "address[]"
  },
  {
   "name": "amounts",
   "type": "uint256[]"
  },
  {
   "name": "firstEmission",
   "type": "uint256"
  },
  {
   "name": "halvingEpochs",
   "type": "uint256"
  },
  {
   "name": "cap_",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Votes are counted by time (ERC-6372). */
{
 "type": "function",
 "name": "CLOCK_MODE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "DOMAIN_SEPARATOR",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "allowance",
 "inputs": [
  {
   "name": "owner",
   "type": "address"
  },
  {
   "name": "spender",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "approve",
 "inputs": [
  {
   "name": "spender",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "balanceOf",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Most that can ever exist, wei; at most 10^27. */
{
 "type": "function",
 "name": "cap",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "checkpoints",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "pos",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "_key",
     "type": "uint48"
    },
    {
     "name": "_value",
     "type": "uint208"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** Time by which votes are counted: seconds since 1970 (ERC-6372). */
{
 "type": "function",
 "name": "clock",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint48"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "decimals",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "delegate",
 "inputs": [
  {
   "name": "delegatee",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "delegateBySig",
 "inputs": [
  {
   "name": "delegatee",
   "type": "address"
  },
  {
   "name": "nonce",
   "type": "uint256"
  },
  {
   "name": "expiry",
   "type": "uint256"
  },
  {
   "name": "v",
   "type": "uint8"
  },
  {
   "name": "r",
   "type": "bytes32"
  },
  {
   "name": "s",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "delegates",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "eip712Domain",
 "inputs": [],
 "outputs": [
  {
   "name": "fields",
   "type": "bytes1"
  },
  {
   "name": "name",
   "type": "string"
  },
  {
   "name": "version",
   "type": "string"
  },
  {
   "name": "chainId",
   "type": "uint256"
  },
  {
   "name": "verifyingContract",
   "type": "address"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "extensions",
   "type": "uint256[]"
  }
 ],
 "stateMutability": "view"
},
/** What the schedule gives for an epoch (from 1), wei, before the cap. */
{
 "type": "function",
 "name": "emissionOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Mints an epoch's emission to the caller. Only Rewards. Epochs that were skipped emit nothing later. */
{
 "type": "function",
 "name": "emitEpoch",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "getPastTotalSupply",
 "inputs": [
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "getPastVotes",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "getVotes",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Last epoch that was emitted; 0 before the first. */
{
 "type": "function",
 "name": "lastEmitted",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "name",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
/** Next nonce of a permit or a delegation that `owner` signs. */
{
 "type": "function",
 "name": "nonces",
 "inputs": [
  {
   "name": "owner",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "numCheckpoints",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "permit",
 "inputs": [
  {
   "name": "owner",
   "type": "address"
  },
  {
   "name": "spender",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "deadline",
   "type": "uint256"
  },
  {
   "name": "v",
   "type": "uint8"
  },
  {
   "name": "r",
   "type": "bytes32"
  },
  {
   "name": "s",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Emission of the first epoch, wei, and the number of epochs after which it halves. */
{
 "type": "function",
 "name": "schedule",
 "inputs": [],
 "outputs": [
  {
   "name": "firstEmission",
   "type": "uint256"
  },
  {
   "name": "halvingEpochs",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "symbol",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "totalSupply",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "transfer",
 "inputs": [
  {
   "name": "to",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "transferFrom",
 "inputs": [
  {
   "name": "from",
   "type": "address"
  },
  {
   "name": "to",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "Approval",
 "inputs": [
  {
   "name": "owner",
   "type": "address",
   "indexed": true
  },
  {
   "name": "spender",
   "type": "address",
   "indexed": true
  },
  {
   "name": "value",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DelegateChanged",
 "inputs": [
  {
   "name": "delegator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "fromDelegate",
   "type": "address",
   "indexed": true
  },
  {
   "name": "toDelegate",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DelegateVotesChanged",
 "inputs": [
  {
   "name": "delegate",
   "type": "address",
   "indexed": true
  },
  {
   "name": "previousVotes",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newVotes",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "EIP712DomainChanged",
 "inputs": [],
 "anonymous": false
},
{
 "type": "event",
 "name": "EpochEmitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Transfer",
 "inputs": [
  {
   "name": "from",
   "type": "address",
   "indexed": true
  },
  {
   "name": "to",
   "type": "address",
   "indexed": true
  },
  {
   "name": "value",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "CheckpointUnorderedInsertion",
 "inputs": []
},
{
 "type": "error",
 "name": "ECDSAInvalidSignature",
 "inputs": []
},
{
 "type": "error",
 "name": "ECDSAInvalidSignatureLength",
 "inputs": [
  {
   "name": "length",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ECDSAInvalidSignatureS",
 "inputs": [
  {
   "name": "s",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20ExceededSafeSupply",
 "inputs": [
  {
   "name": "increasedSupply",
   "type": "uint256"
  },
  {
   "name": "cap",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InsufficientAllowance",
 "inputs": [
  {
   "name": "spender",
   "type": "address"
  },
  {
   "name": "allowance",
   "type": "uint256"
  },
  {
   "name": "needed",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InsufficientBalance",
 "inputs": [
  {
   "name": "sender",
   "type": "address"
  },
  {
   "name": "balance",
   "type": "uint256"
  },
  {
   "name": "needed",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InvalidApprover",
 "inputs": [
  {
   "name": "approver",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InvalidReceiver",
 "inputs": [
  {
   "name": "receiver",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InvalidSender",
 "inputs": [
  {
   "name": "sender",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ERC20InvalidSpender",
 "inputs": [
  {
   "name": "spender",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ERC2612ExpiredSignature",
 "inputs": [
  {
   "name": "deadline",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ERC2612InvalidSigner",
 "inputs": [
  {
   "name": "signer",
   "type": "address"
  },
  {
   "name": "owner",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ERC5805FutureLookup",
 "inputs": [
  {
   "name": "timepoint",
   "type": "uint256"
  },
  {
   "name": "clock",
   "type": "uint48"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidAccountNonce",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "currentNonce",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidAllocation",
 "inputs": []
},
{
 "type": "error",
 "name": "InvalidShortString",
 "inputs": []
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "SafeCastOverflowedUintDowncast",
 "inputs": [
  {
   "name": "bits",
   "type": "uint8"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StringTooLong",
 "inputs": [
  {
   "name": "str",
   "type": "string"
  }
 ]
},
{
 "type": "error",
 "name": "VotesExpiredSignature",
 "inputs": [
  {
   "name": "expiry",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "WrongEpoch",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "expected",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of Timelock. */
export const timelockAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "minDelay",
   "type": "uint256"
  },
  {
   "name": "proposers",
   "type": "address[]"
  },
  {
   "name": "executors",
   "type": "address[]"
  },
  {
   "name": "admin",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "receive",
 "stateMutability": "payable"
},
{
 "type": "function",
 "name": "CANCELLER_ROLE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "DEFAULT_ADMIN_ROLE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "EXECUTOR_ROLE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "PROPOSER_ROLE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "cancel",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "execute",
 "inputs": [
  {
   "name": "target",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "payload",
   "type": "bytes"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "payable"
},
{
 "type": "function",
 "name": "executeBatch",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "payloads",
   "type": "bytes[]"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "payable"
},
{
 "type": "function",
 "name": "getMinDelay",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "getOperationState",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "getRoleAdmin",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "getTimestamp",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "grantRole",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32"
  },
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "hasRole",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32"
  },
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "hashOperation",
 "inputs": [
  {
   "name": "target",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "data",
   "type": "bytes"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "hashOperationBatch",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "payloads",
   "type": "bytes[]"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "isOperation",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "isOperationDone",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "isOperationPending",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "isOperationReady",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "onERC1155BatchReceived",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256[]"
  },
  {
   "name": "",
   "type": "uint256[]"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "onERC1155Received",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "onERC721Received",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "renounceRole",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32"
  },
  {
   "name": "callerConfirmation",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "revokeRole",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32"
  },
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "schedule",
 "inputs": [
  {
   "name": "target",
   "type": "address"
  },
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "data",
   "type": "bytes"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "delay",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "scheduleBatch",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "payloads",
   "type": "bytes[]"
  },
  {
   "name": "predecessor",
   "type": "bytes32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "delay",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "supportsInterface",
 "inputs": [
  {
   "name": "interfaceId",
   "type": "bytes4"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "updateDelay",
 "inputs": [
  {
   "name": "newDelay",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "CallExecuted",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "target",
   "type": "address",
   "indexed": false
  },
  {
   "name": "value",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "data",
   "type": "bytes",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "CallSalt",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "salt",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "CallScheduled",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "target",
   "type": "address",
   "indexed": false
  },
  {
   "name": "value",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "data",
   "type": "bytes",
   "indexed": false
  },
  {
   "name": "predecessor",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "delay",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Cancelled",
 "inputs": [
  {
   "name": "id",
   "type": "bytes32",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "MinDelayChange",
 "inputs": [
  {
   "name": "oldDuration",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newDuration",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RoleAdminChanged",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "previousAdminRole",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "newAdminRole",
   "type": "bytes32",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RoleGranted",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "account",
   "type": "address",
   "indexed": true
  },
  {
   "name": "sender",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RoleRevoked",
 "inputs": [
  {
   "name": "role",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "account",
   "type": "address",
   "indexed": true
  },
  {
   "name": "sender",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AccessControlBadConfirmation",
 "inputs": []
},
{
 "type": "error",
 "name": "AccessControlUnauthorizedAccount",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "neededRole",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "FailedCall",
 "inputs": []
},
{
 "type": "error",
 "name": "TimelockInsufficientDelay",
 "inputs": [
  {
   "name": "delay",
   "type": "uint256"
  },
  {
   "name": "minDelay",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "TimelockInvalidOperationLength",
 "inputs": [
  {
   "name": "targets",
   "type": "uint256"
  },
  {
   "name": "payloads",
   "type": "uint256"
  },
  {
   "name": "values",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "TimelockUnauthorizedCaller",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "TimelockUnexecutedPredecessor",
 "inputs": [
  {
   "name": "predecessorId",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "TimelockUnexpectedOperationState",
 "inputs": [
  {
   "name": "operationId",
   "type": "bytes32"
  },
  {
   "name": "expectedStates",
   "type": "bytes32"
  }
 ]
}
] as const;

/** ABI of Parameters. */
export const parametersAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  },
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "tuple",
     "components": [
      {
       "name": "submitSeconds",
       "type": "uint32"
      },
      {
       "name": "finalitySeconds",
       "type": "uint32"
      },
      {
       "name": "drawSeconds",
       "type": "uint32"
      },
      {
       "name": "commitSeconds",
       "type": "uint32"
      },
      {
       "name": "revealSeconds",
       "type": "uint32"
      },
      {
       "name": "contestSeconds",
       "type": "uint32"
      },
      {
       "name": "aggregateSeconds",
       "type": "uint32"
      },
      {
       "name": "challengeSeconds",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "committee",
     "type": "tuple",
     "components": [
      {
       "name": "sizes",
       "type": "uint8[4]"
      },
      {
       "name": "leads",
       "type": "uint8[3]"
      },
      {
       "name": "minUtilityPpm",
       "type": "uint32"
      },
      {
       "name": "rejectBps",
       "type": "uint16"
      },
      {
       "name": "dissentBps",
       "type": "uint16"
      },
      {
       "name": "silenceBps",
       "type": "uint16"
      },
      {
       "name": "unopenedBps",
       "type": "uint16"
      },
      {
       "name": "bountyBps",
       "type": "uint16"
      }
     ]
    },
    {
     "name": "stake",
     "type": "tuple",
     "components": [
      {
       "name": "minStake",
       "type": "uint64"
      },
      {
       "name": "stakeCap",
       "type": "uint64"
      },
      {
       "name": "entryStake",
       "type": "uint64"
      },
      {
       "name": "unbondSeconds",
       "type": "uint32"
      },
      {
       "name": "curve",
       "type": "uint8"
      }
     ]
    },
    {
     "name": "score",
     "type": "tuple",
     "components": [
      {
       "name": "method",
       "type": "uint8"
      },
      {
       "name": "penaltyPpm",
       "type": "uint32"
      },
      {
       "name": "utilityCapPpm",
       "type": "uint32"
      },
      {
       "name": "steepnessMilli",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "reputation",
     "type": "tuple",
     "components": [
      {
       "name": "decayPpm",
       "type": "uint32"
      },
      {
       "name": "gainAcceptedPpm",
       "type": "uint32"
      },
      {
       "name": "gainAgreedPpm",
       "type": "uint32"
      },
      {
       "name": "maxGainPpm",
       "type": "uint32"
      },
      {
       "name": "finedPpm",
       "type": "uint32"
      },
      {
       "name": "bonusPpm",
       "type": "uint32"
      },
      {
       "name": "voteBonusPpm",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "reward",
     "type": "tuple",
     "components": [
      {
       "name": "learnersPpm",
       "type": "uint32"
      },
      {
       "name": "validatorsPpm",
       "type": "uint32"
      },
      {
       "name": "feesPpm",
       "type": "uint32"
      },
      {
       "name": "canaryPpm",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "dispute",
     "type": "tuple",
     "components": [
      {
       "name": "bond",
       "type": "uint64"
      },
      {
       "name": "rerunBond",
       "type": "uint64"
      },
      {
       "name": "jurors",
       "type": "uint8"
      },
      {
       "name": "maxAppeals",
       "type": "uint8"
      },
      {
       "name": "voteSeconds",
       "type": "uint32"
      },
      {
       "name": "revealSeconds",
       "type": "uint32"
      },
      {
       "name": "appealSeconds",
       "type": "uint32"
      },
      {
       "name": "disputeSeconds",
       "type": "uint32"
      },
      {
       "name": "overturnedBps",
       "type": "uint16"
      },
      {
       "name": "absentJurorBps",
       "type": "uint16"
      }
     ]
    },
    {
     "name": "election",
     "type": "tuple",
     "components": [
      {
       "name": "seats",
       "type": "uint8"
      },
      {
       "name": "threshold",
       "type": "uint8"
      },
      {
       "name": "minReputationPpm",
       "type": "uint32"
      },
      {
       "name": "termSeconds",
       "type": "uint32"
      },
      {
       "name": "pauseSeconds",
       "type": "uint32"
      },
      {
       "name": "pauseRestSeconds",
       "type": "uint32"
      }
     ]
    }
   ]
  }
 ],
 "stateMutability": "nonpayable"
},
/** An epoch opens: what was set becomes valid. Only the epoch manager. */
{
 "type": "function",
 "name": "activate",
 "inputs": [],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "committeeRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "sizes",
     "type": "uint8[4]"
    },
    {
     "name": "leads",
     "type": "uint8[3]"
    },
    {
     "name": "minUtilityPpm",
     "type": "uint32"
    },
    {
     "name": "rejectBps",
     "type": "uint16"
    },
    {
     "name": "dissentBps",
     "type": "uint16"
    },
    {
     "name": "silenceBps",
     "type": "uint16"
    },
    {
     "name": "unopenedBps",
     "type": "uint16"
    },
    {
     "name": "bountyBps",
     "type": "uint16"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "disputeRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "bond",
     "type": "uint64"
    },
    {
     "name": "rerunBond",
     "type": "uint64"
    },
    {
     "name": "jurors",
     "type": "uint8"
    },
    {
     "name": "maxAppeals",
     "type": "uint8"
    },
    {
     "name": "voteSeconds",
     "type": "uint32"
    },
    {
     "name": "revealSeconds",
     "type": "uint32"
    },
    {
     "name": "appealSeconds",
     "type": "uint32"
    },
    {
     "name": "disputeSeconds",
     "type": "uint32"
    },
    {
     "name": "overturnedBps",
     "type": "uint16"
    },
    {
     "name": "absentJurorBps",
     "type": "uint16"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "electionRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "seats",
     "type": "uint8"
    },
    {
     "name": "threshold",
     "type": "uint8"
    },
    {
     "name": "minReputationPpm",
     "type": "uint32"
    },
    {
     "name": "termSeconds",
     "type": "uint32"
    },
    {
     "name": "pauseSeconds",
     "type": "uint32"
    },
    {
     "name": "pauseRestSeconds",
     "type": "uint32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "epochRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "submitSeconds",
     "type": "uint32"
    },
    {
     "name": "finalitySeconds",
     "type": "uint32"
    },
    {
     "name": "drawSeconds",
     "type": "uint32"
    },
    {
     "name": "commitSeconds",
     "type": "uint32"
    },
    {
     "name": "revealSeconds",
     "type": "uint32"
    },
    {
     "name": "contestSeconds",
     "type": "uint32"
    },
    {
     "name": "aggregateSeconds",
     "type": "uint32"
    },
    {
     "name": "challengeSeconds",
     "type": "uint32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** The rules of the next epoch if nothing else is set until then. */
{
 "type": "function",
 "name": "nextRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "tuple",
     "components": [
      {
       "name": "submitSeconds",
       "type": "uint32"
      },
      {
       "name": "finalitySeconds",
       "type": "uint32"
      },
      {
       "name": "drawSeconds",
       "type": "uint32"
      },
      {
       "name": "commitSeconds",
       "type": "uint32"
      },
      {
       "name": "revealSeconds",
       "type": "uint32"
      },
      {
       "name": "contestSeconds",
       "type": "uint32"
      },
      {
       "name": "aggregateSeconds",
       "type": "uint32"
      },
      {
       "name": "challengeSeconds",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "committee",
     "type": "tuple",
     "components": [
      {
       "name": "sizes",
       "type": "uint8[4]"
      },
      {
       "name": "leads",
       "type": "uint8[3]"
      },
      {
       "name": "minUtilityPpm",
       "type": "uint32"
      },
      {
       "name": "rejectBps",
       "type": "uint16"
      },
      {
       "name": "dissentBps",
       "type": "uint16"
      },
      {
       "name": "silenceBps",
       "type": "uint16"
      },
      {
       "name": "unopenedBps",
       "type": "uint16"
      },
      {
       "name": "bountyBps",
       "type": "uint16"
      }
     ]
    },
    {
     "name": "stake",
     "type": "tuple",
     "components": [
      {
       "name": "minStake",
       "type": "uint64"
      },
      {
       "name": "stakeCap",
       "type": "uint64"
      },
      {
       "name": "entryStake",
       "type": "uint64"
      },
      {
       "name": "unbondSeconds",
       "type": "uint32"
      },
      {
       "name": "curve",
       "type": "uint8"
      }
     ]
    },
    {
     "name": "score",
     "type": "tuple",
     "components": [
      {
       "name": "method",
       "type": "uint8"
      },
      {
       "name": "penaltyPpm",
       "type": "uint32"
      },
      {
       "name": "utilityCapPpm",
       "type": "uint32"
      },
      {
       "name": "steepnessMilli",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "reputation",
     "type": "tuple",
     "components": [
      {
       "name": "decayPpm",
       "type": "uint32"
      },
      {
       "name": "gainAcceptedPpm",
       "type": "uint32"
      },
      {
       "name": "gainAgreedPpm",
       "type": "uint32"
      },
      {
       "name": "maxGainPpm",
       "type": "uint32"
      },
      {
       "name": "finedPpm",
       "type": "uint32"
      },
      {
       "name": "bonusPpm",
       "type": "uint32"
      },
      {
       "name": "voteBonusPpm",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "reward",
     "type": "tuple",
     "components": [
      {
       "name": "learnersPpm",
       "type": "uint32"
      },
      {
       "name": "validatorsPpm",
       "type": "uint32"
      },
      {
       "name": "feesPpm",
       "type": "uint32"
      },
      {
       "name": "canaryPpm",
       "type": "uint32"
      }
     ]
    },
    {
     "name": "dispute",
     "type": "tuple",
     "components": [
      {
       "name": "bond",
       "type": "uint64"
      },
      {
       "name": "rerunBond",
       "type": "uint64"
      },
      {
       "name": "jurors",
       "type": "uint8"
      },
      {
       "name": "maxAppeals",
       "type": "uint8"
      },
      {
       "name": "voteSeconds",
       "type": "uint32"
      },
      {
       "name": "revealSeconds",
       "type": "uint32"
      },
      {
       "name": "appealSeconds",
       "type": "uint32"
      },
      {
       "name": "disputeSeconds",
       "type": "uint32"
      },
      {
       "name": "overturnedBps",
       "type": "uint16"
      },
      {
       "name": "absentJurorBps",
       "type": "uint16"
      }
     ]
    },
    {
     "name": "election",
     "type": "tuple",
     "components": [
      {
       "name": "seats",
       "type": "uint8"
      },
      {
       "name": "threshold",
       "type": "uint8"
      },
      {
       "name": "minReputationPpm",
       "type": "uint32"
      },
      {
       "name": "termSeconds",
       "type": "uint32"
      },
      {
       "name": "pauseSeconds",
       "type": "uint32"
      },
      {
       "name": "pauseRestSeconds",
       "type": "uint32"
      }
     ]
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** What is set and waits for the next epoch, one bit for each group of `Rules`. */
{
 "type": "function",
 "name": "pendingGroups",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "reputationRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "decayPpm",
     "type": "uint32"
    },
    {
     "name": "gainAcceptedPpm",
     "type": "uint32"
    },
    {
     "name": "gainAgreedPpm",
     "type": "uint32"
    },
    {
     "name": "maxGainPpm",
     "type": "uint32"
    },
    {
     "name": "finedPpm",
     "type": "uint32"
    },
    {
     "name": "bonusPpm",
     "type": "uint32"
    },
    {
     "name": "voteBonusPpm",
     "type": "uint32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "rewardRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "learnersPpm",
     "type": "uint32"
    },
    {
     "name": "validatorsPpm",
     "type": "uint32"
    },
    {
     "name": "feesPpm",
     "type": "uint32"
    },
    {
     "name": "canaryPpm",
     "type": "uint32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "scoreRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "method",
     "type": "uint8"
    },
    {
     "name": "penaltyPpm",
     "type": "uint32"
    },
    {
     "name": "utilityCapPpm",
     "type": "uint32"
    },
    {
     "name": "steepnessMilli",
     "type": "uint32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "setCommitteeRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "sizes",
     "type": "uint8[4]"
    },
    {
     "name": "leads",
     "type": "uint8[3]"
    },
    {
     "name": "minUtilityPpm",
     "type": "uint32"
    },
    {
     "name": "rejectBps",
     "type": "uint16"
    },
    {
     "name": "dissentBps",
     "type": "uint16"
    },
    {
     "name": "silenceBps",
     "type": "uint16"
    },
    {
     "name": "unopenedBps",
     "type": "uint16"
    },
    {
     "name": "bountyBps",
     "type": "uint16"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setDisputeRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "bond",
     "type": "uint64"
    },
    {
     "name": "rerunBond",
     "type": "uint64"
    },
    {
     "name": "jurors",
     "type": "uint8"
    },
    {
     "name": "maxAppeals",
     "type": "uint8"
    },
    {
     "name": "voteSeconds",
     "type": "uint32"
    },
    {
     "name": "revealSeconds",
     "type": "uint32"
    },
    {
     "name": "appealSeconds",
     "type": "uint32"
    },
    {
     "name": "disputeSeconds",
     "type": "uint32"
    },
    {
     "name": "overturnedBps",
     "type": "uint16"
    },
    {
     "name": "absentJurorBps",
     "type": "uint16"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setElectionRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "seats",
     "type": "uint8"
    },
    {
     "name": "threshold",
     "type": "uint8"
    },
    {
     "name": "minReputationPpm",
     "type": "uint32"
    },
    {
     "name": "termSeconds",
     "type": "uint32"
    },
    {
     "name": "pauseSeconds",
     "type": "uint32"
    },
    {
     "name": "pauseRestSeconds",
     "type": "uint32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** New rules from the next epoch on. Only the timelock. */
{
 "type": "function",
 "name": "setEpochRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "submitSeconds",
     "type": "uint32"
    },
    {
     "name": "finalitySeconds",
     "type": "uint32"
    },
    {
     "name": "drawSeconds",
     "type": "uint32"
    },
    {
     "name": "commitSeconds",
     "type": "uint32"
    },
    {
     "name": "revealSeconds",
     "type": "uint32"
    },
    {
     "name": "contestSeconds",
     "type": "uint32"
    },
    {
     "name": "aggregateSeconds",
     "type": "uint32"
    },
    {
     "name": "challengeSeconds",
     "type": "uint32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setReputationRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "decayPpm",
     "type": "uint32"
    },
    {
     "name": "gainAcceptedPpm",
     "type": "uint32"
    },
    {
     "name": "gainAgreedPpm",
     "type": "uint32"
    },
    {
     "name": "maxGainPpm",
     "type": "uint32"
    },
    {
     "name": "finedPpm",
     "type": "uint32"
    },
    {
     "name": "bonusPpm",
     "type": "uint32"
    },
    {
     "name": "voteBonusPpm",
     "type": "uint32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setRewardRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "learnersPpm",
     "type": "uint32"
    },
    {
     "name": "validatorsPpm",
     "type": "uint32"
    },
    {
     "name": "feesPpm",
     "type": "uint32"
    },
    {
     "name": "canaryPpm",
     "type": "uint32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setScoreRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "method",
     "type": "uint8"
    },
    {
     "name": "penaltyPpm",
     "type": "uint32"
    },
    {
     "name": "utilityCapPpm",
     "type": "uint32"
    },
    {
     "name": "steepnessMilli",
     "type": "uint32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setStakeRules",
 "inputs": [
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "minStake",
     "type": "uint64"
    },
    {
     "name": "stakeCap",
     "type": "uint64"
    },
    {
     "name": "entryStake",
     "type": "uint64"
    },
    {
     "name": "unbondSeconds",
     "type": "uint32"
    },
    {
     "name": "curve",
     "type": "uint8"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "stakeRules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "minStake",
     "type": "uint64"
    },
    {
     "name": "stakeCap",
     "type": "uint64"
    },
    {
     "name": "entryStake",
     "type": "uint64"
    },
    {
     "name": "unbondSeconds",
     "type": "uint32"
    },
    {
     "name": "curve",
     "type": "uint8"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** What a verdict in a stage (from 1) needs: its lead, 0 in the last stage, where more than half of all seats decides; and the least utility of an accepted submission. */
{
 "type": "function",
 "name": "verdictRules",
 "inputs": [
  {
   "name": "stage",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "lead",
   "type": "uint256"
  },
  {
   "name": "minUtilityPpm",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** What weighs a node in draws: every draw reads it. */
{
 "type": "function",
 "name": "weightRules",
 "inputs": [],
 "outputs": [
  {
   "name": "minStake",
   "type": "uint256"
  },
  {
   "name": "decayPpm",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "RulesActivated",
 "inputs": [
  {
   "name": "changes",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RulesSet",
 "inputs": [
  {
   "name": "group",
   "type": "bytes32",
   "indexed": true
  },
  {
   "name": "rules",
   "type": "bytes",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "OutOfRange",
 "inputs": [
  {
   "name": "field",
   "type": "bytes32"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of NodeRegistry. */
export const nodeRegistryAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Longest time that a withdrawal can wait after its request, seconds. */
{
 "type": "function",
 "name": "MAX_HOLD",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Adds to a node's reputation as it is now, at most maxGainPpm per epoch. Only Rewards. */
{
 "type": "function",
 "name": "addReputation",
 "inputs": [
  {
   "name": "number",
   "type": "uint32"
  },
  {
   "name": "gainPpm",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "addStake",
 "inputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Zero for a number that is not given yet. */
{
 "type": "function",
 "name": "addressOf",
 "inputs": [
  {
   "name": "number",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Bonded and unbonding stake, wei: what a fine is measured by. */
{
 "type": "function",
 "name": "bondOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "didOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
/** The same from 0, but a node is kept when h's high 128 bits modulo 10^6 are below its reputation. */
{
 "type": "function",
 "name": "drawJury",
 "inputs": [
  {
   "name": "seed",
   "type": "bytes32"
  },
  {
   "name": "size",
   "type": "uint256"
  },
  {
   "name": "exclude",
   "type": "uint32[]"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32[]"
  }
 ],
 "stateMutability": "view"
},
/** The running epoch and its rules. */
{
 "type": "function",
 "name": "drawMoment",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "minStake",
     "type": "uint256"
    },
    {
     "name": "decayPpm",
     "type": "uint256"
    },
    {
     "name": "epoch",
     "type": "uint256"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** Draws `size` seats; a node can hold several, `exclude` (0 for nobody) none. The weights lie side by side in the order of the numbers, without `exclude`'s; with T their sum, seat j (from 0) is drawn from [T·j / size, T·(j + 1) / size) (rounded down; at least 1 long). Try t (from 0) has the word h = keccak256(abi.encode(seed, first + j, t)): its low 128 bits modulo the length choose the position. A node whose weight has decayed since it was written is kept when its high 128 bits modulo the written weight are below the true one, else drawn again; the 16th try is kept. */
{
 "type": "function",
 "name": "drawSeats",
 "inputs": [
  {
   "name": "seed",
   "type": "bytes32"
  },
  {
   "name": "first",
   "type": "uint256"
  },
  {
   "name": "size",
   "type": "uint256"
  },
  {
   "name": "exclude",
   "type": "uint32"
  },
  {
   "name": "at",
   "type": "tuple",
   "components": [
    {
     "name": "minStake",
     "type": "uint256"
    },
    {
     "name": "decayPpm",
     "type": "uint256"
    },
    {
     "name": "epoch",
     "type": "uint256"
    }
   ]
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32[]"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "isActive",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "role",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Last number given. */
{
 "type": "function",
 "name": "nodeCount",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "nodeOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "number",
     "type": "uint32"
    },
    {
     "name": "roles",
     "type": "uint8"
    },
    {
     "name": "stake",
     "type": "uint256"
    },
    {
     "name": "unbonding",
     "type": "uint256"
    },
    {
     "name": "unbondAt",
     "type": "uint256"
    },
    {
     "name": "unbondEpoch",
     "type": "uint256"
    },
    {
     "name": "reputationPpm",
     "type": "uint256"
    },
    {
     "name": "gossipKey",
     "type": "bytes"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** 0 for a stranger. */
{
 "type": "function",
 "name": "numberOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32"
  }
 ],
 "stateMutability": "view"
},
/** Bonded stake (wei) and reputation (ppm, as written then) of a node at a past time, for votes. A node without the minimum stake has no reputation there. */
{
 "type": "function",
 "name": "pastVotesOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "reputationPpm",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Brings the weights and votes of nodes up to date with their stake, their decayed reputation and the rules, and tells the epoch manager (a new one knows no learner before). Anyone, but not while committees are drawn. */
{
 "type": "function",
 "name": "refresh",
 "inputs": [
  {
   "name": "numbers",
   "type": "uint32[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Joins with `stake` wei, approved for this contract before (or by `registerWithPermit`). */
{
 "type": "function",
 "name": "register",
 "inputs": [
  {
   "name": "roles",
   "type": "uint8"
  },
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "gossipKey",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "registerWithPermit",
 "inputs": [
  {
   "name": "roles",
   "type": "uint8"
  },
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "gossipKey",
   "type": "bytes"
  },
  {
   "name": "deadline",
   "type": "uint256"
  },
  {
   "name": "v",
   "type": "uint8"
  },
  {
   "name": "r",
   "type": "bytes32"
  },
  {
   "name": "s",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Decayed to the current epoch, parts per million. */
{
 "type": "function",
 "name": "reputationOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The same of a node's number. */
{
 "type": "function",
 "name": "reputationOfNumber",
 "inputs": [
  {
   "name": "number",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Moves `amount` from stake to unbonding. What remains must be 0 or at least the minimum. A second request restarts the time for everything that is unbonding. Possible at any time but a running draw, which anyone can bring to its end. */
{
 "type": "function",
 "name": "requestUnbond",
 "inputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setRoles",
 "inputs": [
  {
   "name": "roles",
   "type": "uint8"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Takes up to `amount` wei of stake, then of unbonding, to the reward pool, and cuts the reputation (finedPpm is left). Only Verdicts, Epochs, Randomness, Court, Models, Rewards. While committees are drawn the written weight stays until it is refreshed, so that no fine that somebody kept for the moment turns the draw. */
{
 "type": "function",
 "name": "slash",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "amount",
   "type": "uint256"
  },
  {
   "name": "to",
   "type": "address"
  },
  {
   "name": "toBps",
   "type": "uint16"
  }
 ],
 "outputs": [
  {
   "name": "taken",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Sum of the written weights. A weight is stake in thousandths of a token times (1 + reputation); 0 for a node that is no active validator. */
{
 "type": "function",
 "name": "totalWeight",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The weight by stake, decayed reputation and rules as they are now: what `refresh` would write. */
{
 "type": "function",
 "name": "trueWeightOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The written weight: draws go by it. */
{
 "type": "function",
 "name": "weightOf",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Pays out what has unbonded: the time has passed and the epoch of the request is final (or, whatever the epochs do, `MAX_HOLD` after the request: an exit cannot be held up by anybody). A node without stake leaves; it keeps its number and what reputation time leaves of it. */
{
 "type": "function",
 "name": "withdraw",
 "inputs": [],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "Registered",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "number",
   "type": "uint32",
   "indexed": true
  },
  {
   "name": "roles",
   "type": "uint8",
   "indexed": false
  },
  {
   "name": "stake",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "gossipKey",
   "type": "bytes",
   "indexed": false
  },
  {
   "name": "did",
   "type": "string",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ReputationChanged",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "reputationPpm",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RolesChanged",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "roles",
   "type": "uint8",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Slashed",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "by",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "StakeChanged",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "stake",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "unbonding",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "UnbondRequested",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "unbondAt",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "WeightChanged",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "weight",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Withdrawn",
 "inputs": [
  {
   "name": "node",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyRegistered",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "CheckpointUnorderedInsertion",
 "inputs": []
},
{
 "type": "error",
 "name": "DrawInProgress",
 "inputs": []
},
{
 "type": "error",
 "name": "InsufficientStake",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "wanted",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidAmount",
 "inputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidGossipKey",
 "inputs": [
  {
   "name": "gossipKey",
   "type": "bytes"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidRoles",
 "inputs": [
  {
   "name": "roles",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "MayNotSlash",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotRegistered",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NothingToWithdraw",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "ReentrancyGuardReentrantCall",
 "inputs": []
},
{
 "type": "error",
 "name": "SafeCastOverflowedUintDowncast",
 "inputs": [
  {
   "name": "bits",
   "type": "uint8"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "SafeERC20FailedOperation",
 "inputs": [
  {
   "name": "token",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "StakeBelowMinimum",
 "inputs": [
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "minimum",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StillUnbonding",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "unbondAt",
   "type": "uint256"
  },
  {
   "name": "unbondEpoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StringsInsufficientHexLength",
 "inputs": [
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "length",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "SumTooLarge",
 "inputs": [
  {
   "name": "sum",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of Randomness. */
export const randomnessAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** An active validator commits keccak256(abi.encode(epoch, node, salt)) while the epoch takes submissions. */
{
 "type": "function",
 "name": "commitSalt",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "commitment",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A commitment that is still closed; 0 once it is revealed or punished. */
{
 "type": "function",
 "name": "commitmentOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
/** Whether every committed salt of the epoch is revealed. */
{
 "type": "function",
 "name": "complete",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** Commitments and reveals of an epoch so far. */
{
 "type": "function",
 "name": "counts",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "committed",
   "type": "uint256"
  },
  {
   "name": "revealed",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The mix of all revealed salts. */
{
 "type": "function",
 "name": "mix",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Fines a node that did not open its salt before the seed was fixed. Anyone may; gets the bounty. Not while committees are drawn. */
{
 "type": "function",
 "name": "punish",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Opens it, between the end of submitting and the seed. Anyone who knows the salt may. */
{
 "type": "function",
 "name": "revealSalt",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "SaltCommitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "node",
   "type": "uint32",
   "indexed": true
  },
  {
   "name": "commitment",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SaltRevealed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "node",
   "type": "uint32",
   "indexed": true
  },
  {
   "name": "salt",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SaltWithheld",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "node",
   "type": "uint32",
   "indexed": true
  },
  {
   "name": "fine",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyCommitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ]
},
{
 "type": "error",
 "name": "DrawInProgress",
 "inputs": []
},
{
 "type": "error",
 "name": "NotActiveValidator",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotInWindow",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NothingWithheld",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "TooManySalts",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "WrongSalt",
 "inputs": [
  {
   "name": "committed",
   "type": "bytes32"
  },
  {
   "name": "revealed",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroCommitment",
 "inputs": []
}
] as const;

/** ABI of EpochManager. */
export const epochManagerAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "currentEpoch",
 "inputs": [],
 "outputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Draws committees. In the first round it opens the chain from its end with `links`, and, when all links are open, single leaves of batches; in later rounds `indices` names what awaits its larger committee. The first call of a round names the block whose hash decides the seed and does nothing else; the first one in a later block fixes the seed. A leaf must be opened before earlier leaves of the same learner, later it cannot be opened any more and its batcher pays. drawSeconds after the last link a call without leaves ends the draw. */
{
 "type": "function",
 "name": "draw",
 "inputs": [
  {
   "name": "",
   "type": "tuple[]",
   "components": [
    {
     "name": "previous",
     "type": "bytes18"
    },
    {
     "name": "learner",
     "type": "address"
    },
    {
     "name": "cid",
     "type": "bytes32"
    },
    {
     "name": "metricsHash",
     "type": "bytes32"
    },
    {
     "name": "terms",
     "type": "tuple",
     "components": [
      {
       "name": "epoch",
       "type": "uint32"
      },
      {
       "name": "baseVersion",
       "type": "uint32"
      },
      {
       "name": "confidencePpm",
       "type": "uint32"
      },
      {
       "name": "stake",
       "type": "uint64"
      }
     ]
    },
    {
     "name": "leaves",
     "type": "uint16"
    }
   ]
  },
  {
   "name": "",
   "type": "tuple[]",
   "components": [
    {
     "name": "batch",
     "type": "uint32"
    },
    {
     "name": "position",
     "type": "uint16"
    },
    {
     "name": "cid",
     "type": "bytes32"
    },
    {
     "name": "metricsHash",
     "type": "bytes32"
    },
    {
     "name": "terms",
     "type": "tuple",
     "components": [
      {
       "name": "epoch",
       "type": "uint32"
      },
      {
       "name": "baseVersion",
       "type": "uint32"
      },
      {
       "name": "confidencePpm",
       "type": "uint32"
      },
      {
       "name": "stake",
       "type": "uint64"
      }
     ]
    },
    {
     "name": "node",
     "type": "uint32"
    },
    {
     "name": "signature",
     "type": "bytes"
    },
    {
     "name": "proof",
     "type": "bytes32[]"
    }
   ]
  },
  {
   "name": "",
   "type": "uint256[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Phase Draw of the running epoch, before and after its seed: weights stand still. */
{
 "type": "function",
 "name": "drawing",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "eip712Domain",
 "inputs": [],
 "outputs": [
  {
   "name": "fields",
   "type": "bytes1"
  },
  {
   "name": "name",
   "type": "string"
  },
  {
   "name": "version",
   "type": "string"
  },
  {
   "name": "chainId",
   "type": "uint256"
  },
  {
   "name": "verifyingContract",
   "type": "address"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "extensions",
   "type": "uint256[]"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "epochInfo",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "info",
   "type": "tuple",
   "components": [
    {
     "name": "phase",
     "type": "uint8"
    },
    {
     "name": "round",
     "type": "uint8"
    },
    {
     "name": "openedAt",
     "type": "uint40"
    },
    {
     "name": "submitEndsAt",
     "type": "uint40"
    },
    {
     "name": "phaseEndsAt",
     "type": "uint40"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "count",
     "type": "uint24"
    },
    {
     "name": "undrawn",
     "type": "uint24"
    },
    {
     "name": "pending",
     "type": "uint24"
    },
    {
     "name": "accepted",
     "type": "uint24"
    },
    {
     "name": "settled",
     "type": "uint24"
    },
    {
     "name": "seed",
     "type": "bytes32"
    },
    {
     "name": "chain",
     "type": "bytes18"
    },
    {
     "name": "totalWeight",
     "type": "uint256"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** When the epoch became final; 0 before. */
{
 "type": "function",
 "name": "finalAt",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Marks a learner's share as paid. Only Rewards. */
{
 "type": "function",
 "name": "markPaid",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "node",
   "type": "uint32"
  },
  {
   "name": "weight",
   "type": "uint64"
  },
  {
   "name": "before",
   "type": "bool"
  }
 ],
 "stateMutability": "nonpayable"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Number that a learner must state to submit now, and the base version it must build on; (0, 0) while a running epoch takes no submissions. */
{
 "type": "function",
 "name": "nextTerms",
 "inputs": [],
 "outputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "baseVersion",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** A settled submission was a canary and its seal agrees with the verdict: its status becomes Canary and its weight leaves the epoch. Only Verdicts, in Contest. */
{
 "type": "function",
 "name": "noteCanary",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** All seats have committed / every commitment is opened. Only Verdicts. */
{
 "type": "function",
 "name": "noteCommitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "noteDispute",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "open",
   "type": "bool"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "noteFallen",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A node's eligibility as a learner: stake in units of 10^12 wei, 0 when not eligible. Only Registry. */
{
 "type": "function",
 "name": "noteLearner",
 "inputs": [
  {
   "name": "learner",
   "type": "address"
  },
  {
   "name": "number",
   "type": "uint32"
  },
  {
   "name": "stake",
   "type": "uint64"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A manifest was proposed, is disputed, or fell. Only Models. */
{
 "type": "function",
 "name": "noteProposal",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "noteRevealed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Changes a settled status after a dispute (Accepted → Rejected or back), from Aggregate on. Only Court. The weight stays noted and in the epoch's total: nobody else's share changes. */
{
 "type": "function",
 "name": "overturn",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "status",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "before",
   "type": "tuple",
   "components": [
    {
     "name": "node",
     "type": "uint32"
    },
    {
     "name": "learner",
     "type": "address"
    },
    {
     "name": "stake",
     "type": "uint64"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "status",
     "type": "uint8"
    },
    {
     "name": "paid",
     "type": "bool"
    },
    {
     "name": "weight",
     "type": "uint64"
    }
   ]
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "phase",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  }
 ],
 "stateMutability": "view"
},
/** The same with the round of committees that it belongs to. */
{
 "type": "function",
 "name": "phaseAndRound",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  },
  {
   "name": "round",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Phase at `timestamp` if nobody acts until then. */
{
 "type": "function",
 "name": "phaseAt",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "timestamp",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  }
 ],
 "stateMutability": "view"
},
/** After the contest: fines a batcher for leaves that nobody opened (`batch`: first position). Anyone may; gets the bounty. Once. */
{
 "type": "function",
 "name": "punishBatch",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "first",
   "type": "uint32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A settled submission must be judged again, by a larger committee. Only Verdicts, in Contest. */
{
 "type": "function",
 "name": "reopen",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** First 80 bits of keccak256(metrics hash, seed of round 1) of a drawn submission (a canary's metrics hash holds its verdict); 0 for others. */
{
 "type": "function",
 "name": "sealOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes10"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "seedOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "round",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
/** Settles submissions of the current round. */
{
 "type": "function",
 "name": "settle",
 "inputs": [
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "uint256[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "submission",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "node",
     "type": "uint32"
    },
    {
     "name": "learner",
     "type": "address"
    },
    {
     "name": "stake",
     "type": "uint64"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "status",
     "type": "uint8"
    },
    {
     "name": "paid",
     "type": "bool"
    },
    {
     "name": "weight",
     "type": "uint64"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "submissionHash",
 "inputs": [
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "metricsHash",
   "type": "bytes32"
  },
  {
   "name": "terms",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint32"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "stake",
     "type": "uint64"
    }
   ]
  },
  {
   "name": "learner",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
/** Submits a bundle; opens an epoch if the last one is final (then `terms.epoch` is its number). A learner's last submission of an epoch counts, earlier ones and its leaves in batches are void. Stake is not moved: it is there and slashable until the epoch is final, whatever the learner does. An epoch has at most 65,535 positions. */
{
 "type": "function",
 "name": "submit",
 "inputs": [
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "metricsHash",
   "type": "bytes32"
  },
  {
   "name": "terms",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint32"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "stake",
     "type": "uint64"
    }
   ]
  }
 ],
 "outputs": [
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Posts many signed submissions at once: leaves of 36 bytes, node number (4, big endian) and EIP-712 struct hash (32). The Merkle root is computed here: leaf = keccak256 of keccak256 of the 36 bytes; pairs are hashed in their order, NOT sorted, so that a position has one leaf; the last node of an odd level is carried up unchanged. Of a learner who is in several batches of an epoch the last leaf counts. Only an active node, whose stake covers unopenedBps of the minimum stake for all leaves it posts in the epoch. */
{
 "type": "function",
 "name": "submitBatch",
 "inputs": [
  {
   "name": "leaves",
   "type": "bytes"
  },
  {
   "name": "listCid",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "first",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** The same for `learner`. Whoever holds a signature can post it again in the epoch it names, so who signs two different submissions for one epoch leaves the choice to others. The learner signed EIP-712 typed data (domain "Loam", "1", chain, this contract): Submission(bytes32 cid,bytes32 metricsHash,uint32 epoch,uint32 baseVersion,uint32 confidencePpm,uint64 stake,address learner) */
{
 "type": "function",
 "name": "submitFor",
 "inputs": [
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "metricsHash",
   "type": "bytes32"
  },
  {
   "name": "terms",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint32"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "stake",
     "type": "uint64"
    }
   ]
  },
  {
   "name": "learner",
   "type": "address"
  },
  {
   "name": "signature",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** The same with the root only; the leaves are in the list behind `listCid`. */
{
 "type": "function",
 "name": "submitRoot",
 "inputs": [
  {
   "name": "root",
   "type": "bytes32"
  },
  {
   "name": "leaves",
   "type": "uint16"
  },
  {
   "name": "listCid",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "first",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "BatchSubmitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "first",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "batcher",
   "type": "address",
   "indexed": true
  },
  {
   "name": "root",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "listCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "leaves",
   "type": "uint16",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "BatchUnopened",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "batch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "leaves",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "fine",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "CommitteeDrawn",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "seats",
   "type": "uint32[]",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DrawCompleted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "commitEndsAt",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "EIP712DomainChanged",
 "inputs": [],
 "anonymous": false
},
{
 "type": "event",
 "name": "EpochOpened",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "submitEndsAt",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "baseVersion",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RoundSettled",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "settled",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "escalated",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SeedAsked",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "blockNumber",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SeedFixed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "seed",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SubmissionDrawn",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "learner",
   "type": "address",
   "indexed": true
  },
  {
   "name": "cid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "metricsHash",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "terms",
   "type": "tuple",
   "indexed": false,
   "components": [
    {
     "name": "epoch",
     "type": "uint32"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "stake",
     "type": "uint64"
    }
   ]
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SubmissionEscalated",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "nextRound",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SubmissionSettled",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "status",
   "type": "uint8",
   "indexed": false
  },
  {
   "name": "utilityPpm",
   "type": "int32",
   "indexed": false
  },
  {
   "name": "uniquenessPpm",
   "type": "uint32",
   "indexed": false
  },
  {
   "name": "weight",
   "type": "uint64",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SubmissionVoid",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "learner",
   "type": "address",
   "indexed": true
  },
  {
   "name": "reason",
   "type": "bytes4",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Submitted",
 "inputs": [
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "learner",
   "type": "address",
   "indexed": true
  },
  {
   "name": "cid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "metricsHash",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "terms",
   "type": "tuple",
   "indexed": false,
   "components": [
    {
     "name": "epoch",
     "type": "uint32"
    },
    {
     "name": "baseVersion",
     "type": "uint32"
    },
    {
     "name": "confidencePpm",
     "type": "uint32"
    },
    {
     "name": "stake",
     "type": "uint64"
    }
   ]
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "BadProof",
 "inputs": [
  {
   "name": "batch",
   "type": "uint256"
  },
  {
   "name": "position",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "BatchSize",
 "inputs": [
  {
   "name": "leaves",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ConfidenceOutOfRange",
 "inputs": [
  {
   "name": "confidencePpm",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "DrawInProgress",
 "inputs": []
},
{
 "type": "error",
 "name": "EpochFull",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "most",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidShortString",
 "inputs": []
},
{
 "type": "error",
 "name": "InvalidSignature",
 "inputs": [
  {
   "name": "learner",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidStatus",
 "inputs": [
  {
   "name": "status",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "LaterLeaf",
 "inputs": [
  {
   "name": "opened",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "LeafOpened",
 "inputs": [
  {
   "name": "batch",
   "type": "uint256"
  },
  {
   "name": "position",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "LeavesClosed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NoRoundLeft",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NoSuchSubmission",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotCovered",
 "inputs": [
  {
   "name": "batcher",
   "type": "address"
  },
  {
   "name": "leaves",
   "type": "uint256"
  },
  {
   "name": "covered",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotEligible",
 "inputs": [
  {
   "name": "learner",
   "type": "address"
  },
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "wanted",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotSeated",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotSettled",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotUndrawn",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NothingUnopened",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "batch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "Paused",
 "inputs": []
},
{
 "type": "error",
 "name": "ReentrancyGuardReentrantCall",
 "inputs": []
},
{
 "type": "error",
 "name": "Replaced",
 "inputs": [
  {
   "name": "learner",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "StakeTooLow",
 "inputs": [
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "minimum",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StaleBaseVersion",
 "inputs": [
  {
   "name": "stated",
   "type": "uint256"
  },
  {
   "name": "latest",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StringTooLong",
 "inputs": [
  {
   "name": "str",
   "type": "string"
  }
 ]
},
{
 "type": "error",
 "name": "WrongEpoch",
 "inputs": [
  {
   "name": "stated",
   "type": "uint256"
  },
  {
   "name": "current",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "WrongLink",
 "inputs": [
  {
   "name": "chain",
   "type": "bytes18"
  },
  {
   "name": "given",
   "type": "bytes18"
  }
 ]
},
{
 "type": "error",
 "name": "WrongPhase",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "actual",
   "type": "uint8"
  },
  {
   "name": "expected",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroCid",
 "inputs": []
}
] as const;

/** ABI of Verdicts. */
export const verdictsAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Seats of a node on a submission that hold the final verdict; 0 for unresolved ones. */
{
 "type": "function",
 "name": "agreeingSeats",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Sum of `agreeingSeats` over submissions. */
{
 "type": "function",
 "name": "agreeingSeatsIn",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "indices",
   "type": "uint256[]"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "total",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "attestationHash",
 "inputs": [
  {
   "name": "attestation",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "index",
     "type": "uint256"
    },
    {
     "name": "validator",
     "type": "address"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes32"
    },
    {
     "name": "salt",
     "type": "bytes32"
    }
   ]
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
/** Commits to the attestations of the current round: `root` of a Merkle tree (sorted pairs) over attestation leaves; `ballots` of them, at most as many as the node has to give in this round. */
{
 "type": "function",
 "name": "commit",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "root",
   "type": "bytes32"
  },
  {
   "name": "ballots",
   "type": "uint16"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** The same for a validator who signed Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator). */
{
 "type": "function",
 "name": "commitFor",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "root",
   "type": "bytes32"
  },
  {
   "name": "ballots",
   "type": "uint16"
  },
  {
   "name": "validator",
   "type": "address"
  },
  {
   "name": "signature",
   "type": "bytes"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "commitmentOf",
 "inputs": [
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "root",
   "type": "bytes20"
  },
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "round",
   "type": "uint256"
  },
  {
   "name": "due",
   "type": "uint256"
  },
  {
   "name": "committed",
   "type": "uint256"
  },
  {
   "name": "revealed",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The outcome of a submission's current stage. Only Epochs, in Settle. */
{
 "type": "function",
 "name": "conclude",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "decided",
   "type": "bool"
  },
  {
   "name": "status",
   "type": "uint8"
  },
  {
   "name": "utilityPpm",
   "type": "int32"
  },
  {
   "name": "uniquenessPpm",
   "type": "uint32"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "eip712Domain",
 "inputs": [],
 "outputs": [
  {
   "name": "fields",
   "type": "bytes1"
  },
  {
   "name": "name",
   "type": "string"
  },
  {
   "name": "version",
   "type": "string"
  },
  {
   "name": "chainId",
   "type": "uint256"
  },
  {
   "name": "verifyingContract",
   "type": "address"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "extensions",
   "type": "uint256[]"
  }
 ],
 "stateMutability": "view"
},
/** After Contest: fines the seats of a settled submission that dissented, withheld or kept silent, the rejected learner, and closes re-run bonds. Anyone may; gets the bounty. Once each. A contract that a vote has replaced only gives bonds back: it may fine nobody any more. */
{
 "type": "function",
 "name": "enforce",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "enforced",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** In Contest: an active node forces a re-run by the next stage, with a bond (approved before). It comes back with the verdict turned; otherwise it goes to the reward pool. In the last stage nothing can be forced. */
{
 "type": "function",
 "name": "forceRerun",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "leafOf",
 "inputs": [
  {
   "name": "attestation",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "index",
     "type": "uint256"
    },
    {
     "name": "validator",
     "type": "address"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes32"
    },
    {
     "name": "salt",
     "type": "bytes32"
    }
   ]
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "pure"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** In Contest: opens the seal of a canary; only its maker knows the salt. Every metricsHash is keccak256(abi.encode(bytes32 seed, bytes32 evaluationHash)) of the seed in eval.json and the keccak256 of the canonical eval.json. Seeds are random; a canary's is keccak256(abi.encode("canary", learner, pass, utilityPpm, salt)), so its bundle is whole and nothing in it tells. If the verdict agrees, the canary is proven and dissenting seats pay; if not, a larger committee judges, and the canary's stake is fined when that also disagrees. */
{
 "type": "function",
 "name": "openCanary",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "evaluationHash",
   "type": "bytes32"
  },
  {
   "name": "pass",
   "type": "bool"
  },
  {
   "name": "utilityPpm",
   "type": "int32"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Commitments (ballots) still missing, and committed ballots still unrevealed, in the current round. */
{
 "type": "function",
 "name": "outstanding",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "uncommitted",
   "type": "uint256"
  },
  {
   "name": "unrevealed",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "rerunOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "watcher",
   "type": "address"
  },
  {
   "name": "bond",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Opens one attestation. Anyone may. */
{
 "type": "function",
 "name": "reveal",
 "inputs": [
  {
   "name": "attestation",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "index",
     "type": "uint256"
    },
    {
     "name": "validator",
     "type": "address"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes32"
    },
    {
     "name": "salt",
     "type": "bytes32"
    }
   ]
  },
  {
   "name": "proof",
   "type": "bytes32[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Opens a whole commitment of one validator without proofs: all its leaves in the order of the tree. */
{
 "type": "function",
 "name": "revealAll",
 "inputs": [
  {
   "name": "attestations",
   "type": "tuple[]",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "index",
     "type": "uint256"
    },
    {
     "name": "validator",
     "type": "address"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes32"
    },
    {
     "name": "salt",
     "type": "bytes32"
    }
   ]
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Opens attestations of any validators; one that cannot be opened is skipped with an event. */
{
 "type": "function",
 "name": "revealBatch",
 "inputs": [
  {
   "name": "attestations",
   "type": "tuple[]",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "index",
     "type": "uint256"
    },
    {
     "name": "validator",
     "type": "address"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes32"
    },
    {
     "name": "salt",
     "type": "bytes32"
    }
   ]
  },
  {
   "name": "proofs",
   "type": "bytes32[][]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Mix of everything revealed in the running epoch so far: exclusive or of the first 80 bits of the salts. Each was fixed by a commitment before any was known. Goes into the seed of the next round. 0 for other epochs. */
{
 "type": "function",
 "name": "saltMix",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes10"
  }
 ],
 "stateMutability": "view"
},
/** Adds seats. Only Epochs. */
{
 "type": "function",
 "name": "seat",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "round",
   "type": "uint256"
  },
  {
   "name": "stage",
   "type": "uint256"
  },
  {
   "name": "numbers",
   "type": "uint32[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "seatsOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32[]"
  }
 ],
 "stateMutability": "view"
},
/** All committees of a round are drawn: when committing and revealing end at the latest. Committing ends earlier when all have committed (then Verdicts calls `noteCommitted`, and revealing ends that much earlier too), revealing when everything is revealed (`noteRevealed`). Only Epochs, after the last `seat` of the round. */
{
 "type": "function",
 "name": "startRound",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "round",
   "type": "uint256"
  },
  {
   "name": "commitEndsAt",
   "type": "uint40"
  },
  {
   "name": "revealEndsAt",
   "type": "uint40"
  }
 ],
 "outputs": [
  {
   "name": "ballots",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "tally",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "stage",
     "type": "uint8"
    },
    {
     "name": "seats",
     "type": "uint8"
    },
    {
     "name": "leading",
     "type": "uint48"
    },
    {
     "name": "revealed",
     "type": "uint48"
    },
    {
     "name": "pass",
     "type": "bool"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "uniquenessPpm",
     "type": "uint32"
    },
    {
     "name": "digest",
     "type": "bytes10"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** Such seats of all nodes in an epoch. Final after Contest. */
{
 "type": "function",
 "name": "totalAgreeing",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "AttestationSkipped",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "validator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "reason",
   "type": "bytes4",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "CanaryOpened",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "pass",
   "type": "bool",
   "indexed": false
  },
  {
   "name": "utilityPpm",
   "type": "int32",
   "indexed": false
  },
  {
   "name": "rerun",
   "type": "bool",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Committed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "node",
   "type": "uint32",
   "indexed": true
  },
  {
   "name": "root",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "ballots",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "EIP712DomainChanged",
 "inputs": [],
 "anonymous": false
},
{
 "type": "event",
 "name": "RerunClosed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "merited",
   "type": "bool",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RerunForced",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "watcher",
   "type": "address",
   "indexed": true
  },
  {
   "name": "bond",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Revealed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "validator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "pass",
   "type": "bool",
   "indexed": false
  },
  {
   "name": "utilityPpm",
   "type": "int32",
   "indexed": false
  },
  {
   "name": "uniquenessPpm",
   "type": "uint32",
   "indexed": false
  },
  {
   "name": "digest",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "salt",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "SeatsFined",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "dissenting",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "silent",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "taken",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyRevealed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "validator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "BallotsOutOfRange",
 "inputs": [
  {
   "name": "ballots",
   "type": "uint256"
  },
  {
   "name": "due",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidShortString",
 "inputs": []
},
{
 "type": "error",
 "name": "InvalidSignature",
 "inputs": [
  {
   "name": "signer",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "LengthMismatch",
 "inputs": [
  {
   "name": "attestations",
   "type": "uint256"
  },
  {
   "name": "proofs",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotAWatcher",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotCommitted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "validator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotContestable",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotSeated",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  },
  {
   "name": "validator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NothingToEnforce",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "SafeERC20FailedOperation",
 "inputs": [
  {
   "name": "token",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "StringTooLong",
 "inputs": [
  {
   "name": "str",
   "type": "string"
  }
 ]
},
{
 "type": "error",
 "name": "ValueOutOfRange",
 "inputs": [
  {
   "name": "value",
   "type": "int256"
  }
 ]
},
{
 "type": "error",
 "name": "WrongCommitment",
 "inputs": [
  {
   "name": "committed",
   "type": "bytes20"
  },
  {
   "name": "given",
   "type": "bytes20"
  }
 ]
},
{
 "type": "error",
 "name": "WrongPhase",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "actual",
   "type": "uint8"
  },
  {
   "name": "expected",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "WrongSeal",
 "inputs": [
  {
   "name": "sealed_",
   "type": "bytes10"
  },
  {
   "name": "given",
   "type": "bytes10"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroCommitment",
 "inputs": []
}
] as const;

/** ABI of Scoring. */
export const scoringAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Running mean of utility among accepted submissions with a confidence in [bucket / 10, (bucket + 1) / 10), ppm. */
{
 "type": "function",
 "name": "meanOf",
 "inputs": [
  {
   "name": "bucket",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "meanPpm",
   "type": "int256"
  },
  {
   "name": "count",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Adds an accepted utility, unclipped, to the bucket of its confidence. Only Epochs. */
{
 "type": "function",
 "name": "record",
 "inputs": [
  {
   "name": "utilityPpm",
   "type": "int256"
  },
  {
   "name": "confidencePpm",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Score of an accepted utility that was stated with a confidence, ppb, never negative. With the Sigmoid method it depends on the running mean of the confidence's bucket. */
{
 "type": "function",
 "name": "score",
 "inputs": [
  {
   "name": "utilityPpm",
   "type": "int256"
  },
  {
   "name": "confidencePpm",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** What a stake (units of 10^12 wei) counts, same unit. */
{
 "type": "function",
 "name": "stakeFactor",
 "inputs": [
  {
   "name": "stake",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** score · stakeFactor · uniqueness · (1 + bonus · reputation), rounded down at each division. */
{
 "type": "function",
 "name": "weight",
 "inputs": [
  {
   "name": "utilityPpm",
   "type": "int256"
  },
  {
   "name": "confidencePpm",
   "type": "uint256"
  },
  {
   "name": "stake",
   "type": "uint256"
  },
  {
   "name": "uniquenessPpm",
   "type": "uint256"
  },
  {
   "name": "reputationPpm",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint64"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "Recorded",
 "inputs": [
  {
   "name": "bucket",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "meanPpm",
   "type": "int256",
   "indexed": false
  },
  {
   "name": "count",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "ConfidenceOutOfRange",
 "inputs": [
  {
   "name": "confidencePpm",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
}
] as const;

/** ABI of RewardPool. */
export const rewardPoolAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "aggregatorClaimed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** Fixes what a final epoch pays: mints its emission, sets its fees aside. Earlier epochs that are not fixed yet go first, in order; if they are too many for a transaction, fix some by themselves. Anyone; the first claim of an epoch does it too. */
{
 "type": "function",
 "name": "allot",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Pays the maker of an epoch's version. Anyone. Where the court has taken that claim away since the epoch was allotted, it pays nothing and what was set aside is free again. */
{
 "type": "function",
 "name": "claimAggregator",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Pays a learner for an accepted submission of a final epoch. Anyone may call. */
{
 "type": "function",
 "name": "claimLearner",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Pays a learner for accepted submissions of many epochs at once; all of them must be its own. Anyone may call. */
{
 "type": "function",
 "name": "claimLearnerMany",
 "inputs": [
  {
   "name": "epochs",
   "type": "uint256[]"
  },
  {
   "name": "indices",
   "type": "uint256[]"
  }
 ],
 "outputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Pays a validator for all its agreeing seats; `indices` ascending, all of them at once (a second claim is refused). Only the validator itself, because what it does not name is lost. */
{
 "type": "function",
 "name": "claimValidator",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "validator",
   "type": "address"
  },
  {
   "name": "indices",
   "type": "uint256[]"
  }
 ],
 "outputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Pays `amount` wei from the free balance (bounties of the court and of canaries), or what there is. Only Court and Verdicts. */
{
 "type": "function",
 "name": "compensate",
 "inputs": [
  {
   "name": "to",
   "type": "address"
  },
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "paid",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Adds to the reputation of the learners of accepted submissions with a weight, once each, whether they are paid yet or not: a whole epoch fits in one transaction. Skips every other position and those credited before, so that nobody can spoil a call by a smaller one. Only of a final epoch. Anyone may call. */
{
 "type": "function",
 "name": "credit",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "indices",
   "type": "uint256[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Whether a submission has made its learner a name. */
{
 "type": "function",
 "name": "credited",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** Where what is due lies, so that a claim need not keep an account of the rest; what lies at the pool is free. */
{
 "type": "function",
 "name": "escrow",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Gives all it holds to the pool that a vote has put in its place, what is due to `to`, which is that one's escrow. Only Rewards: the successor asks for it before it fixes its first epoch. */
{
 "type": "function",
 "name": "handOver",
 "inputs": [
  {
   "name": "to",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "allotted",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Last epoch whose payment is fixed. */
{
 "type": "function",
 "name": "lastAllotted",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "learnerDue",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** The pool that this one takes over from; 0 for a network's first. */
{
 "type": "function",
 "name": "predecessor",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Wei set aside for claims that are still open: the balance of the escrow. */
{
 "type": "function",
 "name": "reserved",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** After a dispute: takes a paid learner's share back from the stake, or withholds an unpaid one, which then lies free in the pool. Only Court, before it overturns the verdict. */
{
 "type": "function",
 "name": "reverseLearner",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "rewardOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "learners",
   "type": "uint256"
  },
  {
   "name": "validators",
   "type": "uint256"
  },
  {
   "name": "aggregator",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** All that is fixed for an epoch. */
{
 "type": "function",
 "name": "sharesOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "amount",
     "type": "uint104"
    },
    {
     "name": "totalWeight",
     "type": "uint128"
    },
    {
     "name": "gainPpm",
     "type": "uint24"
    }
   ]
  },
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "validators",
     "type": "uint104"
    },
    {
     "name": "aggregator",
     "type": "uint104"
    },
    {
     "name": "totalSeats",
     "type": "uint40"
    },
    {
     "name": "aggregatorClaimed",
     "type": "bool"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "validatorClaimed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "node",
   "type": "uint32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "validatorDue",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "seats",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "AggregatorPaid",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "aggregator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Allotted",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "emission",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "fees",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Credited",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "submissions",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "LearnerPaid",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "learner",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Reversed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "index",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "taken",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ValidatorPaid",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "validator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "seats",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyClaimed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "account",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "AnotherLearner",
 "inputs": [
  {
   "name": "learner",
   "type": "address"
  },
  {
   "name": "other",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "LengthMismatch",
 "inputs": [
  {
   "name": "epochs",
   "type": "uint256"
  },
  {
   "name": "indices",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotAscending",
 "inputs": [
  {
   "name": "before",
   "type": "uint256"
  },
  {
   "name": "index",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotCourtOrVerdicts",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotFinal",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotTheValidator",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "validator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NothingToClaim",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "account",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NothingToCredit",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "SafeERC20FailedOperation",
 "inputs": [
  {
   "name": "token",
   "type": "address"
  }
 ]
}
] as const;

/** ABI of ModelRegistry. */
export const modelRegistryAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  },
  {
   "name": "baseModelDigest_",
   "type": "bytes32"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Who gets the aggregator's share of an epoch: the maker of its final version, or nobody. */
{
 "type": "function",
 "name": "aggregatorOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "finalizable",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** Makes the proposal of a final epoch a version. Anyone; opening the next epoch does it too. It becomes the head unless what it was built on has been rolled back meanwhile. */
{
 "type": "function",
 "name": "finalize",
 "inputs": [],
 "outputs": [
  {
   "name": "number",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** The head: the version that the next submissions build on. */
{
 "type": "function",
 "name": "latest",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** A dispute about the open proposal began or ended; `fell` takes it away. Only Court. */
{
 "type": "function",
 "name": "noteDispute",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "open",
   "type": "bool"
  },
  {
   "name": "fell",
   "type": "bool"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** The proposal of an epoch; empty without one. */
{
 "type": "function",
 "name": "proposalOf",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "parent",
     "type": "uint256"
    },
    {
     "name": "manifestCid",
     "type": "bytes32"
    },
    {
     "name": "adapterCid",
     "type": "bytes32"
    },
    {
     "name": "evaluationDigest",
     "type": "bytes32"
    },
    {
     "name": "finalizedAt",
     "type": "uint256"
    },
    {
     "name": "aggregator",
     "type": "address"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "rolledBack",
     "type": "bool"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** An active aggregator proposes the merged model of an epoch in phase Aggregate (there is none when nothing was accepted), built on the version that the epoch opened with. One whose manifest fell in this epoch cannot try again. */
{
 "type": "function",
 "name": "propose",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "manifestCid",
   "type": "bytes32"
  },
  {
   "name": "adapterCid",
   "type": "bytes32"
  },
  {
   "name": "utilityPpm",
   "type": "int32"
  },
  {
   "name": "evaluationDigest",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Moves the head back to an ancestor. Only the timelock or Court. Takes effect with the next epoch. Gas grows with the versions between; a vote can go back in several steps. By the court, the version that follows `to` pays its maker no more; those built on it still pay. */
{
 "type": "function",
 "name": "rollback",
 "inputs": [
  {
   "name": "to",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "version",
 "inputs": [
  {
   "name": "number",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "epoch",
     "type": "uint256"
    },
    {
     "name": "parent",
     "type": "uint256"
    },
    {
     "name": "manifestCid",
     "type": "bytes32"
    },
    {
     "name": "adapterCid",
     "type": "bytes32"
    },
    {
     "name": "evaluationDigest",
     "type": "bytes32"
    },
    {
     "name": "finalizedAt",
     "type": "uint256"
    },
    {
     "name": "aggregator",
     "type": "address"
    },
    {
     "name": "utilityPpm",
     "type": "int32"
    },
    {
     "name": "rolledBack",
     "type": "bool"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** Versions on record, base model included: numbers 0 to this − 1. */
{
 "type": "function",
 "name": "versionCount",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "ManifestFell",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "aggregator",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ManifestProposed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "aggregator",
   "type": "address",
   "indexed": true
  },
  {
   "name": "manifestCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "adapterCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "utilityPpm",
   "type": "int32",
   "indexed": false
  },
  {
   "name": "evaluationDigest",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "RolledBack",
 "inputs": [
  {
   "name": "from",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "to",
   "type": "uint256",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VersionFinalized",
 "inputs": [
  {
   "name": "version",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "parent",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "manifestCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "adapterCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "aggregator",
   "type": "address",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "ManifestFellBefore",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "aggregator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NoSuchVersion",
 "inputs": [
  {
   "name": "version",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotActive",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "role",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "NotAnAncestor",
 "inputs": [
  {
   "name": "from",
   "type": "uint256"
  },
  {
   "name": "to",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NothingToFinalize",
 "inputs": []
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "Paused",
 "inputs": []
},
{
 "type": "error",
 "name": "WrongPhase",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "actual",
   "type": "uint8"
  },
  {
   "name": "expected",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroCid",
 "inputs": []
}
] as const;

/** ABI of DisputeCourt. */
export const disputeCourtAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "addEvidence",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "evidenceCid",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** The side that lost the round asks for a jury of 2n + 1; the bond doubles with each round. The opener's side is the opener; the other is the respondent, any seat behind a disputed verdict, anybody for a data set. */
{
 "type": "function",
 "name": "appeal",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Carries out the ruling once no appeal can come any more. Anyone. Overturned: an accepted submission is rejected, its share taken back, its learner fined; a rejected one is accepted and its fine given back, as far as the pool can, without a share of an epoch that is divided already; the nodes behind the verdict are fined in both cases. A manifest falls, a version is rolled back to its parent, and their aggregator is fined. A data set is removed. The opener gets half of these fines. Bonds: the winning side's come back. Of the losing side's, half goes to the jurors who voted for the final ruling, by seats, half to the pool. When the opener wins, the pool pays the jurors half of the opener's bond, as far as it can, so that no ruling pays a juror more. */
{
 "type": "function",
 "name": "close",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** keccak256(abi.encode(id, round, juror, ruling, salt)) */
{
 "type": "function",
 "name": "commitVote",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "commitment",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "dispute",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "self",
   "type": "tuple",
   "components": [
    {
     "name": "kind",
     "type": "uint8"
    },
    {
     "name": "state",
     "type": "uint8"
    },
    {
     "name": "ruling",
     "type": "uint8"
    },
    {
     "name": "round",
     "type": "uint8"
    },
    {
     "name": "deadline",
     "type": "uint40"
    },
    {
     "name": "opener",
     "type": "address"
    },
    {
     "name": "respondent",
     "type": "address"
    },
    {
     "name": "subject",
     "type": "uint256"
    },
    {
     "name": "bond",
     "type": "uint256"
    },
    {
     "name": "evidenceCid",
     "type": "bytes32"
    },
    {
     "name": "seed",
     "type": "bytes32"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "disputeCount",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Open dispute about a subject, 0 for none. */
{
 "type": "function",
 "name": "disputeOf",
 "inputs": [
  {
   "name": "kind",
   "type": "uint8"
  },
  {
   "name": "subject",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Draws the jury that a dispute awaits, with the hash of the block after the request. Anyone. Was nobody here within 256 blocks, the first call only names a new block. */
{
 "type": "function",
 "name": "drawJury",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A jury is to be drawn: stakes and roles stand still, so that nobody can shift the draw once its seed is known. */
{
 "type": "function",
 "name": "drawing",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "jurorsOf",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "round",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint32[]"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Opens a dispute with a bond (approved before) and asks for a jury of nodes by stake and reputation, parties excluded. The bond doubles with each dispute about the same subject that its opener lost. A verdict can be disputed for `disputeSeconds` after its epoch is final, a version as long after it became one. */
{
 "type": "function",
 "name": "open",
 "inputs": [
  {
   "name": "kind",
   "type": "uint8"
  },
  {
   "name": "subject",
   "type": "uint256"
  },
  {
   "name": "evidenceCid",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "revealVote",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "juror",
   "type": "address"
  },
  {
   "name": "ruling",
   "type": "uint8"
  },
  {
   "name": "salt",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Counts the votes of a round once its time is over (or all have voted) and fines jurors who did not vote. Overturn and DeeperAudit need more than half of the revealed seats, otherwise what is disputed stands. Nobody voted: as DeeperAudit. DeeperAudit draws 2n + 1 jurors without a bond; in the last round it counts as Uphold. Anyone. */
{
 "type": "function",
 "name": "rule",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "ruling",
   "type": "uint8"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "Appealed",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "by",
   "type": "address",
   "indexed": true
  },
  {
   "name": "bond",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DisputeClosed",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "ruling",
   "type": "uint8",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DisputeOpened",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "kind",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "subject",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "opener",
   "type": "address",
   "indexed": false
  },
  {
   "name": "respondent",
   "type": "address",
   "indexed": false
  },
  {
   "name": "bond",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "evidenceCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "EvidenceAdded",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "by",
   "type": "address",
   "indexed": true
  },
  {
   "name": "evidenceCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "JuryDrawn",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "jurors",
   "type": "uint32[]",
   "indexed": false
  },
  {
   "name": "voteEndsAt",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Ruled",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "ruling",
   "type": "uint8",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VoteCommitted",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "juror",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VoteRevealed",
 "inputs": [
  {
   "name": "id",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "round",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "juror",
   "type": "address",
   "indexed": true
  },
  {
   "name": "ruling",
   "type": "uint8",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyDisputed",
 "inputs": [
  {
   "name": "kind",
   "type": "uint8"
  },
  {
   "name": "subject",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "AlreadyDrawn",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "AlreadyVoted",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "juror",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidRuling",
 "inputs": []
},
{
 "type": "error",
 "name": "NoAppealLeft",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotAJuror",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotAParty",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotDisputable",
 "inputs": [
  {
   "name": "kind",
   "type": "uint8"
  },
  {
   "name": "subject",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "ReentrancyGuardReentrantCall",
 "inputs": []
},
{
 "type": "error",
 "name": "SafeERC20FailedOperation",
 "inputs": [
  {
   "name": "token",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "SeedNotReady",
 "inputs": [
  {
   "name": "readyAtBlock",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "TooEarly",
 "inputs": [
  {
   "name": "deadline",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "WrongState",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "actual",
   "type": "uint8"
  },
  {
   "name": "expected",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "WrongVote",
 "inputs": [
  {
   "name": "committed",
   "type": "bytes32"
  },
  {
   "name": "revealed",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroCid",
 "inputs": []
},
{
 "type": "error",
 "name": "ZeroCommitment",
 "inputs": []
}
] as const;

/** ABI of BenchmarkRegistry. */
export const benchmarkRegistryAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  },
  {
   "name": "pools",
   "type": "tuple[]",
   "components": [
    {
     "name": "kind",
     "type": "uint8"
    },
    {
     "name": "root",
     "type": "bytes32"
    },
    {
     "name": "cid",
     "type": "bytes32"
    },
    {
     "name": "items",
     "type": "uint32"
    },
    {
     "name": "perEpoch",
     "type": "uint32"
    },
    {
     "name": "keeper",
     "type": "address"
    }
   ]
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "addDataSet",
 "inputs": [
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "licence",
   "type": "string"
  },
  {
   "name": "privacyReviewCid",
   "type": "bytes32"
  },
  {
   "name": "compatibilityCid",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
/** By vote only (timelock): pools and data sets come, change and go. What changes counts from the next epoch on, so that what an epoch drew stays what it was. An epoch draws at most 256 items of a pool, and a pool keeps at least twice as many as an epoch draws. */
{
 "type": "function",
 "name": "addPool",
 "inputs": [
  {
   "name": "kind",
   "type": "uint8"
  },
  {
   "name": "root",
   "type": "bytes32"
  },
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "items",
   "type": "uint32"
  },
  {
   "name": "perEpoch",
   "type": "uint32"
  },
  {
   "name": "keeper",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "counts",
 "inputs": [],
 "outputs": [
  {
   "name": "pools",
   "type": "uint256"
  },
  {
   "name": "dataSets",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "dataSet",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "cid",
     "type": "bytes32"
    },
    {
     "name": "licence",
     "type": "string"
    },
    {
     "name": "privacyReviewCid",
     "type": "bytes32"
    },
    {
     "name": "compatibilityCid",
     "type": "bytes32"
    },
    {
     "name": "active",
     "type": "bool"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** The items of a pool that an epoch's first seed draws, without retired ones, distinct, ascending. Slot j takes the first of keccak256(abi.encode(seed, pool, j, try)) mod items, try = 0…63, that is free. */
{
 "type": "function",
 "name": "drawnItems",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "epoch",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "drawn",
   "type": "uint256[]"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "isRetired",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Shows that an item that an epoch drew is in the pool (leaf = keccak256(keccak256(abi.encode(item, hash)))). For a sealed pool this is how its keeper opens it. Anyone with the proof. */
{
 "type": "function",
 "name": "openItem",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  },
  {
   "name": "hash",
   "type": "bytes32"
  },
  {
   "name": "proof",
   "type": "bytes32[]"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "pool",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "tuple",
   "components": [
    {
     "name": "kind",
     "type": "uint8"
    },
    {
     "name": "root",
     "type": "bytes32"
    },
    {
     "name": "cid",
     "type": "bytes32"
    },
    {
     "name": "items",
     "type": "uint32"
    },
    {
     "name": "retired",
     "type": "uint32"
    },
    {
     "name": "perEpoch",
     "type": "uint32"
    },
    {
     "name": "keeper",
     "type": "address"
    },
    {
     "name": "active",
     "type": "bool"
    }
   ]
  }
 ],
 "stateMutability": "view"
},
/** A curator records a privacy review; threshold curators must state the same. */
{
 "type": "function",
 "name": "recordReview",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "privacyReviewCid",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** By vote, or by the court after a dispute. */
{
 "type": "function",
 "name": "removeDataSet",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "removePool",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Takes an opened item out of the draws of later epochs; threshold curators of one term agree, or the timelock. */
{
 "type": "function",
 "name": "retireItem",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "rotatePool",
 "inputs": [
  {
   "name": "id",
   "type": "uint256"
  },
  {
   "name": "root",
   "type": "bytes32"
  },
  {
   "name": "cid",
   "type": "bytes32"
  },
  {
   "name": "items",
   "type": "uint32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "event",
 "name": "DataSetAdded",
 "inputs": [
  {
   "name": "dataSet",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "cid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "licence",
   "type": "string",
   "indexed": false
  },
  {
   "name": "privacyReviewCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "compatibilityCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DataSetRemoved",
 "inputs": [
  {
   "name": "dataSet",
   "type": "uint256",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DataSetReviewed",
 "inputs": [
  {
   "name": "dataSet",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "privacyReviewCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ItemOpened",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "epoch",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "item",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "leaf",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ItemRetired",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "item",
   "type": "uint256",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "PoolAdded",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "kind",
   "type": "uint8",
   "indexed": false
  },
  {
   "name": "root",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "cid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "items",
   "type": "uint32",
   "indexed": false
  },
  {
   "name": "perEpoch",
   "type": "uint32",
   "indexed": false
  },
  {
   "name": "keeper",
   "type": "address",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "PoolRemoved",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "PoolRotated",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "root",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "cid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "items",
   "type": "uint32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyAgreed",
 "inputs": [
  {
   "name": "curator",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "AlreadyRetired",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "BadProof",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidDataSet",
 "inputs": []
},
{
 "type": "error",
 "name": "InvalidPool",
 "inputs": []
},
{
 "type": "error",
 "name": "NoSuchDataSet",
 "inputs": [
  {
   "name": "dataSet",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NoSuchPool",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotAllowed",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotDrawn",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  },
  {
   "name": "epoch",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotOpened",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  },
  {
   "name": "item",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "PoolExhausted",
 "inputs": [
  {
   "name": "pool",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "SeedNotFixed",
 "inputs": [
  {
   "name": "epoch",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of Elections. */
export const electionsAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** Most that can stand for a committee. */
{
 "type": "function",
 "name": "MAX_CANDIDATES",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Starts an election: its randomness is that of a later block. Lapses when nobody holds it within 256 blocks. */
{
 "type": "function",
 "name": "callElection",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "candidatesOf",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "address[]"
  }
 ],
 "stateMutability": "view"
},
/** Holds it. Anyone. */
{
 "type": "function",
 "name": "elect",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "isMember",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  },
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** Elected in the running term and still eligible. */
{
 "type": "function",
 "name": "membersOf",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "members",
   "type": "address[]"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** Stands for a committee; any active node with the reputation the rules ask for. */
{
 "type": "function",
 "name": "stand",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "standDown",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Takes a candidate off the list who is no longer eligible. Anyone. */
{
 "type": "function",
 "name": "strike",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  },
  {
   "name": "node",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "termOf",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "term",
   "type": "uint256"
  },
  {
   "name": "endsAt",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** How many must agree: the rules' threshold, at most all that were elected. */
{
 "type": "function",
 "name": "thresholdOf",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "Elected",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "term",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "members",
   "type": "address[]",
   "indexed": false
  },
  {
   "name": "endsAt",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ElectionCalled",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "calledAt",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "seedBlock",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Stood",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "node",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "StoodDown",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8",
   "indexed": true
  },
  {
   "name": "node",
   "type": "address",
   "indexed": true
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyStanding",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "ElectionRunning",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "NoElection",
 "inputs": [
  {
   "name": "committee",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "NotEligible",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  },
  {
   "name": "reputationPpm",
   "type": "uint256"
  },
  {
   "name": "needed",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotStanding",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "SeedNotReady",
 "inputs": [
  {
   "name": "readyAt",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "StillEligible",
 "inputs": [
  {
   "name": "node",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "TermRunning",
 "inputs": [
  {
   "name": "endsAt",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "TooFewStand",
 "inputs": [
  {
   "name": "eligible",
   "type": "uint256"
  },
  {
   "name": "needed",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "TooManyStand",
 "inputs": [
  {
   "name": "most",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of Guardian. */
export const guardianAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  }
 ],
 "stateMutability": "nonpayable"
},
/** How long an approval counts, seconds. */
{
 "type": "function",
 "name": "APPROVAL_SECONDS",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Ends a pause early: threshold members, or the timelock. */
{
 "type": "function",
 "name": "approveLift",
 "inputs": [],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** A member of the elected guard approves a pause; the threshold-th approval within a day starts it. Approvals of those who are no longer members do not count. */
{
 "type": "function",
 "name": "approvePause",
 "inputs": [
  {
   "name": "reasonCid",
   "type": "bytes32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "paused",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** End of the last pause, seconds since 1970; 0 before the first. */
{
 "type": "function",
 "name": "pausedUntil",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** No pause can start before this time. */
{
 "type": "function",
 "name": "restsUntil",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "LiftApproved",
 "inputs": [
  {
   "name": "member",
   "type": "address",
   "indexed": true
  },
  {
   "name": "approvals",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "threshold",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "PauseApproved",
 "inputs": [
  {
   "name": "member",
   "type": "address",
   "indexed": true
  },
  {
   "name": "approvals",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "threshold",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "reasonCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "PauseLifted",
 "inputs": [
  {
   "name": "liftedAt",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "Paused",
 "inputs": [
  {
   "name": "until",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "reasonCid",
   "type": "bytes32",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "AlreadyApproved",
 "inputs": [
  {
   "name": "member",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "AlreadyPaused",
 "inputs": [
  {
   "name": "until",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotAMember",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "NotPaused",
 "inputs": []
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "Resting",
 "inputs": [
  {
   "name": "until",
   "type": "uint256"
  }
 ]
}
] as const;

/** ABI of LoamGovernor. */
export const loamGovernorAbi = [
{
 "type": "constructor",
 "inputs": [
  {
   "name": "modules_",
   "type": "address"
  },
  {
   "name": "rules",
   "type": "tuple",
   "components": [
    {
     "name": "votingDelay",
     "type": "uint48"
    },
    {
     "name": "votingPeriod",
     "type": "uint32"
    },
    {
     "name": "lateQuorumExtension",
     "type": "uint48"
    },
    {
     "name": "proposalThreshold",
     "type": "uint256"
    },
    {
     "name": "quorumPercent",
     "type": "uint256"
    },
    {
     "name": "deposit",
     "type": "uint256"
    }
   ]
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "receive",
 "stateMutability": "payable"
},
{
 "type": "function",
 "name": "BALLOT_TYPEHASH",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "CLOCK_MODE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
/** module:voting */
{
 "type": "function",
 "name": "COUNTING_MODE",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "EXTENDED_BALLOT_TYPEHASH",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "bytes32"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "cancel",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "descriptionHash",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "castVote",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "support",
   "type": "uint8"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "castVoteBySig",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "support",
   "type": "uint8"
  },
  {
   "name": "voter",
   "type": "address"
  },
  {
   "name": "signature",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "castVoteWithReason",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "support",
   "type": "uint8"
  },
  {
   "name": "reason",
   "type": "string"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "castVoteWithReasonAndParams",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "support",
   "type": "uint8"
  },
  {
   "name": "reason",
   "type": "string"
  },
  {
   "name": "params",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "castVoteWithReasonAndParamsBySig",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "support",
   "type": "uint8"
  },
  {
   "name": "voter",
   "type": "address"
  },
  {
   "name": "reason",
   "type": "string"
  },
  {
   "name": "params",
   "type": "bytes"
  },
  {
   "name": "signature",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "clock",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint48"
  }
 ],
 "stateMutability": "view"
},
/** Deposit of a new proposal, wei. */
{
 "type": "function",
 "name": "deposit",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Deposit of a proposal that is not settled yet, wei. */
{
 "type": "function",
 "name": "depositOf",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** "loam:metadata:0x<digest>#proposer=0x<address>", lower case; the end keeps others from proposing the same first. */
{
 "type": "function",
 "name": "descriptionOf",
 "inputs": [
  {
   "name": "metadataCid",
   "type": "bytes32"
  },
  {
   "name": "proposer",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "eip712Domain",
 "inputs": [],
 "outputs": [
  {
   "name": "fields",
   "type": "bytes1"
  },
  {
   "name": "name",
   "type": "string"
  },
  {
   "name": "version",
   "type": "string"
  },
  {
   "name": "chainId",
   "type": "uint256"
  },
  {
   "name": "verifyingContract",
   "type": "address"
  },
  {
   "name": "salt",
   "type": "bytes32"
  },
  {
   "name": "extensions",
   "type": "uint256[]"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "execute",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "descriptionHash",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "payable"
},
/** module:core */
{
 "type": "function",
 "name": "getProposalId",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "descriptionHash",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:reputation */
{
 "type": "function",
 "name": "getVotes",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:reputation */
{
 "type": "function",
 "name": "getVotesWithParams",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "timepoint",
   "type": "uint256"
  },
  {
   "name": "params",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:voting */
{
 "type": "function",
 "name": "hasVoted",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "account",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "hashProposal",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "descriptionHash",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "pure"
},
{
 "type": "function",
 "name": "lateQuorumVoteExtension",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint48"
  }
 ],
 "stateMutability": "view"
},
/** The directory of the network. */
{
 "type": "function",
 "name": "modules",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "name",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "nonces",
 "inputs": [
  {
   "name": "owner",
   "type": "address"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "onERC1155BatchReceived",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256[]"
  },
  {
   "name": "",
   "type": "uint256[]"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "onERC1155Received",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "onERC721Received",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bytes4"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "proposalDeadline",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "proposalEta",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "proposalNeedsQueuing",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "proposalProposer",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "proposalSnapshot",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:core */
{
 "type": "function",
 "name": "proposalThreshold",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "proposalVotes",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "againstVotes",
   "type": "uint256"
  },
  {
   "name": "forVotes",
   "type": "uint256"
  },
  {
   "name": "abstainVotes",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Refused: use `proposeWithMetadata`. */
{
 "type": "function",
 "name": "propose",
 "inputs": [
  {
   "name": "",
   "type": "address[]"
  },
  {
   "name": "",
   "type": "uint256[]"
  },
  {
   "name": "",
   "type": "bytes[]"
  },
  {
   "name": "",
   "type": "string"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "pure"
},
/** Proposes calls that the timelock makes after a vote. Takes the deposit (approved for this contract before). */
{
 "type": "function",
 "name": "proposeWithMetadata",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "metadataCid",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "queue",
 "inputs": [
  {
   "name": "targets",
   "type": "address[]"
  },
  {
   "name": "values",
   "type": "uint256[]"
  },
  {
   "name": "calldatas",
   "type": "bytes[]"
  },
  {
   "name": "descriptionHash",
   "type": "bytes32"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "quorum",
 "inputs": [
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "quorumDenominator",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "quorumNumerator",
 "inputs": [
  {
   "name": "timepoint",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "quorumNumerator",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** Refused: deposits lie here, and what is voted is carried out by the timelock. */
{
 "type": "function",
 "name": "relay",
 "inputs": [
  {
   "name": "",
   "type": "address"
  },
  {
   "name": "",
   "type": "uint256"
  },
  {
   "name": "",
   "type": "bytes"
  }
 ],
 "outputs": [],
 "stateMutability": "payable"
},
/** A new deposit for later proposals. Only by vote. */
{
 "type": "function",
 "name": "setDeposit",
 "inputs": [
  {
   "name": "amount",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setLateQuorumVoteExtension",
 "inputs": [
  {
   "name": "newVoteExtension",
   "type": "uint48"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setProposalThreshold",
 "inputs": [
  {
   "name": "newProposalThreshold",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setVotingDelay",
 "inputs": [
  {
   "name": "newVotingDelay",
   "type": "uint48"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "setVotingPeriod",
 "inputs": [
  {
   "name": "newVotingPeriod",
   "type": "uint32"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Once a vote is over: gives the deposit back to the proposer if the vote reached its quorum, otherwise gives it to the reward pool. Anyone. */
{
 "type": "function",
 "name": "settleDeposit",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
{
 "type": "function",
 "name": "state",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "uint8"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "supportsInterface",
 "inputs": [
  {
   "name": "interfaceId",
   "type": "bytes4"
  }
 ],
 "outputs": [
  {
   "name": "",
   "type": "bool"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "timelock",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "token",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "function",
 "name": "updateQuorumNumerator",
 "inputs": [
  {
   "name": "newQuorumNumerator",
   "type": "uint256"
  }
 ],
 "outputs": [],
 "stateMutability": "nonpayable"
},
/** Refused: the timelock stays for ever. */
{
 "type": "function",
 "name": "updateTimelock",
 "inputs": [
  {
   "name": "",
   "type": "address"
  }
 ],
 "outputs": [],
 "stateMutability": "pure"
},
/** module:core */
{
 "type": "function",
 "name": "version",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "string"
  }
 ],
 "stateMutability": "view"
},
/** module:user-config */
{
 "type": "function",
 "name": "votingDelay",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
/** module:user-config */
{
 "type": "function",
 "name": "votingPeriod",
 "inputs": [],
 "outputs": [
  {
   "name": "",
   "type": "uint256"
  }
 ],
 "stateMutability": "view"
},
{
 "type": "event",
 "name": "DepositForfeited",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "proposer",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DepositReturned",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "proposer",
   "type": "address",
   "indexed": true
  },
  {
   "name": "amount",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "DepositSet",
 "inputs": [
  {
   "name": "before",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "now_",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "EIP712DomainChanged",
 "inputs": [],
 "anonymous": false
},
{
 "type": "event",
 "name": "LateQuorumVoteExtensionSet",
 "inputs": [
  {
   "name": "oldVoteExtension",
   "type": "uint64",
   "indexed": false
  },
  {
   "name": "newVoteExtension",
   "type": "uint64",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalCanceled",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalCreated",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "proposer",
   "type": "address",
   "indexed": false
  },
  {
   "name": "targets",
   "type": "address[]",
   "indexed": false
  },
  {
   "name": "values",
   "type": "uint256[]",
   "indexed": false
  },
  {
   "name": "signatures",
   "type": "string[]",
   "indexed": false
  },
  {
   "name": "calldatas",
   "type": "bytes[]",
   "indexed": false
  },
  {
   "name": "voteStart",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "voteEnd",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "description",
   "type": "string",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalExecuted",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalExtended",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "extendedDeadline",
   "type": "uint64",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalMetadata",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": true
  },
  {
   "name": "proposer",
   "type": "address",
   "indexed": true
  },
  {
   "name": "metadataCid",
   "type": "bytes32",
   "indexed": false
  },
  {
   "name": "deposit",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalQueued",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "etaSeconds",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "ProposalThresholdSet",
 "inputs": [
  {
   "name": "oldProposalThreshold",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newProposalThreshold",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "QuorumNumeratorUpdated",
 "inputs": [
  {
   "name": "oldQuorumNumerator",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newQuorumNumerator",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "TimelockChange",
 "inputs": [
  {
   "name": "oldTimelock",
   "type": "address",
   "indexed": false
  },
  {
   "name": "newTimelock",
   "type": "address",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VoteCast",
 "inputs": [
  {
   "name": "voter",
   "type": "address",
   "indexed": true
  },
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "support",
   "type": "uint8",
   "indexed": false
  },
  {
   "name": "weight",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "reason",
   "type": "string",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VoteCastWithParams",
 "inputs": [
  {
   "name": "voter",
   "type": "address",
   "indexed": true
  },
  {
   "name": "proposalId",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "support",
   "type": "uint8",
   "indexed": false
  },
  {
   "name": "weight",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "reason",
   "type": "string",
   "indexed": false
  },
  {
   "name": "params",
   "type": "bytes",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VotingDelaySet",
 "inputs": [
  {
   "name": "oldVotingDelay",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newVotingDelay",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "event",
 "name": "VotingPeriodSet",
 "inputs": [
  {
   "name": "oldVotingPeriod",
   "type": "uint256",
   "indexed": false
  },
  {
   "name": "newVotingPeriod",
   "type": "uint256",
   "indexed": false
  }
 ],
 "anonymous": false
},
{
 "type": "error",
 "name": "CheckpointUnorderedInsertion",
 "inputs": []
},
{
 "type": "error",
 "name": "ERC6372InconsistentClock",
 "inputs": []
},
{
 "type": "error",
 "name": "GovernorAlreadyCastVote",
 "inputs": [
  {
   "name": "voter",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorAlreadyQueuedProposal",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorDisabledDeposit",
 "inputs": []
},
{
 "type": "error",
 "name": "GovernorInsufficientProposerVotes",
 "inputs": [
  {
   "name": "proposer",
   "type": "address"
  },
  {
   "name": "votes",
   "type": "uint256"
  },
  {
   "name": "threshold",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorInvalidProposalLength",
 "inputs": [
  {
   "name": "targets",
   "type": "uint256"
  },
  {
   "name": "calldatas",
   "type": "uint256"
  },
  {
   "name": "values",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorInvalidQuorumFraction",
 "inputs": [
  {
   "name": "quorumNumerator",
   "type": "uint256"
  },
  {
   "name": "quorumDenominator",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorInvalidSignature",
 "inputs": [
  {
   "name": "voter",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorInvalidVoteParams",
 "inputs": []
},
{
 "type": "error",
 "name": "GovernorInvalidVoteType",
 "inputs": []
},
{
 "type": "error",
 "name": "GovernorInvalidVotingPeriod",
 "inputs": [
  {
   "name": "votingPeriod",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorNonexistentProposal",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorOnlyExecutor",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorPreventLateQuorumVoteExtensionTooLarge",
 "inputs": [
  {
   "name": "newVoteExtension",
   "type": "uint256"
  },
  {
   "name": "maxVoteExtension",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorProposalQueueingFailed",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorProposalQueueingNotRequired",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorRestrictedProposer",
 "inputs": [
  {
   "name": "proposer",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorUnableToCancel",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "account",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "GovernorUnexpectedProposalState",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  },
  {
   "name": "current",
   "type": "uint8"
  },
  {
   "name": "expectedStates",
   "type": "bytes32"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidAccountNonce",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  },
  {
   "name": "currentNonce",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "InvalidShortString",
 "inputs": []
},
{
 "type": "error",
 "name": "MetadataRequired",
 "inputs": []
},
{
 "type": "error",
 "name": "NoDeposit",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "NotSupported",
 "inputs": []
},
{
 "type": "error",
 "name": "OnlyModule",
 "inputs": [
  {
   "name": "caller",
   "type": "address"
  },
  {
   "name": "module",
   "type": "uint8"
  }
 ]
},
{
 "type": "error",
 "name": "SafeCastOverflowedUintDowncast",
 "inputs": [
  {
   "name": "bits",
   "type": "uint8"
  },
  {
   "name": "value",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "SafeERC20FailedOperation",
 "inputs": [
  {
   "name": "token",
   "type": "address"
  }
 ]
},
{
 "type": "error",
 "name": "StringTooLong",
 "inputs": [
  {
   "name": "str",
   "type": "string"
  }
 ]
},
{
 "type": "error",
 "name": "StringsInsufficientHexLength",
 "inputs": [
  {
   "name": "value",
   "type": "uint256"
  },
  {
   "name": "length",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "VoteRunning",
 "inputs": [
  {
   "name": "proposalId",
   "type": "uint256"
  }
 ]
},
{
 "type": "error",
 "name": "ZeroVotingPower",
 "inputs": [
  {
   "name": "account",
   "type": "address"
  }
 ]
}
] as const;

/** The errors of all contracts: a call to one contract may fail with the error of another. */
export const contractErrorsAbi = [
 {
  "type": "error",
  "name": "AccessControlBadConfirmation",
  "inputs": []
 },
 {
  "type": "error",
  "name": "AccessControlUnauthorizedAccount",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "neededRole",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyAgreed",
  "inputs": [
   {
    "name": "curator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyApproved",
  "inputs": [
   {
    "name": "member",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyClaimed",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyCommitted",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "node",
    "type": "uint32"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyDisputed",
  "inputs": [
   {
    "name": "kind",
    "type": "uint8"
   },
   {
    "name": "subject",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyDrawn",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyPaused",
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyRegistered",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyRetired",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   },
   {
    "name": "item",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyRevealed",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   },
   {
    "name": "validator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyStanding",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AlreadyVoted",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   },
   {
    "name": "juror",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AnotherLearner",
  "inputs": [
   {
    "name": "learner",
    "type": "address"
   },
   {
    "name": "other",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "BadProof",
  "inputs": [
   {
    "name": "batch",
    "type": "uint256"
   },
   {
    "name": "position",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "BadProof",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   },
   {
    "name": "item",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "BallotsOutOfRange",
  "inputs": [
   {
    "name": "ballots",
    "type": "uint256"
   },
   {
    "name": "due",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "BatchSize",
  "inputs": [
   {
    "name": "leaves",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "CheckpointUnorderedInsertion",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ConfidenceOutOfRange",
  "inputs": [
   {
    "name": "confidencePpm",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "DrawInProgress",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignature",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureLength",
  "inputs": [
   {
    "name": "length",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureS",
  "inputs": [
   {
    "name": "s",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20ExceededSafeSupply",
  "inputs": [
   {
    "name": "increasedSupply",
    "type": "uint256"
   },
   {
    "name": "cap",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientAllowance",
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   },
   {
    "name": "allowance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientBalance",
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   },
   {
    "name": "balance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidApprover",
  "inputs": [
   {
    "name": "approver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidReceiver",
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSender",
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSpender",
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612ExpiredSignature",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612InvalidSigner",
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   },
   {
    "name": "owner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC5805FutureLookup",
  "inputs": [
   {
    "name": "timepoint",
    "type": "uint256"
   },
   {
    "name": "clock",
    "type": "uint48"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC6372InconsistentClock",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ElectionRunning",
  "inputs": [
   {
    "name": "committee",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "EpochFull",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "most",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "FailedCall",
  "inputs": []
 },
 {
  "type": "error",
  "name": "FixedModule",
  "inputs": [
   {
    "name": "module",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorAlreadyCastVote",
  "inputs": [
   {
    "name": "voter",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorAlreadyQueuedProposal",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorDisabledDeposit",
  "inputs": []
 },
 {
  "type": "error",
  "name": "GovernorInsufficientProposerVotes",
  "inputs": [
   {
    "name": "proposer",
    "type": "address"
   },
   {
    "name": "votes",
    "type": "uint256"
   },
   {
    "name": "threshold",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorInvalidProposalLength",
  "inputs": [
   {
    "name": "targets",
    "type": "uint256"
   },
   {
    "name": "calldatas",
    "type": "uint256"
   },
   {
    "name": "values",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorInvalidQuorumFraction",
  "inputs": [
   {
    "name": "quorumNumerator",
    "type": "uint256"
   },
   {
    "name": "quorumDenominator",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorInvalidSignature",
  "inputs": [
   {
    "name": "voter",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorInvalidVoteParams",
  "inputs": []
 },
 {
  "type": "error",
  "name": "GovernorInvalidVoteType",
  "inputs": []
 },
 {
  "type": "error",
  "name": "GovernorInvalidVotingPeriod",
  "inputs": [
   {
    "name": "votingPeriod",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorNonexistentProposal",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorOnlyExecutor",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorPreventLateQuorumVoteExtensionTooLarge",
  "inputs": [
   {
    "name": "newVoteExtension",
    "type": "uint256"
   },
   {
    "name": "maxVoteExtension",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorProposalQueueingFailed",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorProposalQueueingNotRequired",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorRestrictedProposer",
  "inputs": [
   {
    "name": "proposer",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorUnableToCancel",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   },
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "GovernorUnexpectedProposalState",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   },
   {
    "name": "current",
    "type": "uint8"
   },
   {
    "name": "expectedStates",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "InsufficientStake",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "stake",
    "type": "uint256"
   },
   {
    "name": "wanted",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidAccountNonce",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "currentNonce",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidAllocation",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidAmount",
  "inputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidDataSet",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidGossipKey",
  "inputs": [
   {
    "name": "gossipKey",
    "type": "bytes"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidPool",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidRoles",
  "inputs": [
   {
    "name": "roles",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidRuling",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidShortString",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidSignature",
  "inputs": [
   {
    "name": "learner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidSignature",
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidStatus",
  "inputs": [
   {
    "name": "status",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "LaterLeaf",
  "inputs": [
   {
    "name": "opened",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "LeafOpened",
  "inputs": [
   {
    "name": "batch",
    "type": "uint256"
   },
   {
    "name": "position",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "LeavesClosed",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "LengthMismatch",
  "inputs": [
   {
    "name": "attestations",
    "type": "uint256"
   },
   {
    "name": "proofs",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "LengthMismatch",
  "inputs": [
   {
    "name": "epochs",
    "type": "uint256"
   },
   {
    "name": "indices",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ManifestFellBefore",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "aggregator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "MayNotSlash",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "MetadataRequired",
  "inputs": []
 },
 {
  "type": "error",
  "name": "NoAppealLeft",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoCode",
  "inputs": [
   {
    "name": "module",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoDeposit",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoElection",
  "inputs": [
   {
    "name": "committee",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoRoundLeft",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoSuchDataSet",
  "inputs": [
   {
    "name": "dataSet",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoSuchPool",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoSuchSubmission",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NoSuchVersion",
  "inputs": [
   {
    "name": "version",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAJuror",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAMember",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAParty",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAWatcher",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotActive",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "role",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotActiveValidator",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAllowed",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAnAncestor",
  "inputs": [
   {
    "name": "from",
    "type": "uint256"
   },
   {
    "name": "to",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotAscending",
  "inputs": [
   {
    "name": "before",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotCommitted",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "validator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotContestable",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotCourtOrVerdicts",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotCovered",
  "inputs": [
   {
    "name": "batcher",
    "type": "address"
   },
   {
    "name": "leaves",
    "type": "uint256"
   },
   {
    "name": "covered",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotDisputable",
  "inputs": [
   {
    "name": "kind",
    "type": "uint8"
   },
   {
    "name": "subject",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotDrawn",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   },
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "item",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotEligible",
  "inputs": [
   {
    "name": "learner",
    "type": "address"
   },
   {
    "name": "stake",
    "type": "uint256"
   },
   {
    "name": "wanted",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotEligible",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "reputationPpm",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotFinal",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotInWindow",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotOpened",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   },
   {
    "name": "item",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotPaused",
  "inputs": []
 },
 {
  "type": "error",
  "name": "NotRegistered",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotSeated",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   },
   {
    "name": "validator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotSeated",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotSettled",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotStanding",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotSupported",
  "inputs": []
 },
 {
  "type": "error",
  "name": "NotTheValidator",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "validator",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotUndrawn",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingToClaim",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingToCredit",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingToEnforce",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingToFinalize",
  "inputs": []
 },
 {
  "type": "error",
  "name": "NothingToWithdraw",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingUnopened",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "batch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingWithheld",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "node",
    "type": "uint32"
   }
  ]
 },
 {
  "type": "error",
  "name": "OnlyModule",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "module",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "OnlyTimelock",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "OutOfRange",
  "inputs": [
   {
    "name": "field",
    "type": "bytes32"
   },
   {
    "name": "value",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "Paused",
  "inputs": []
 },
 {
  "type": "error",
  "name": "PoolExhausted",
  "inputs": [
   {
    "name": "pool",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ReentrancyGuardReentrantCall",
  "inputs": []
 },
 {
  "type": "error",
  "name": "Replaced",
  "inputs": [
   {
    "name": "learner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "Resting",
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SafeCastOverflowedUintDowncast",
  "inputs": [
   {
    "name": "bits",
    "type": "uint8"
   },
   {
    "name": "value",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SafeERC20FailedOperation",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "SeedNotFixed",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SeedNotReady",
  "inputs": [
   {
    "name": "readyAt",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SeedNotReady",
  "inputs": [
   {
    "name": "readyAtBlock",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StakeBelowMinimum",
  "inputs": [
   {
    "name": "stake",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StakeTooLow",
  "inputs": [
   {
    "name": "stake",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StaleBaseVersion",
  "inputs": [
   {
    "name": "stated",
    "type": "uint256"
   },
   {
    "name": "latest",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StillEligible",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "StillUnbonding",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "unbondAt",
    "type": "uint256"
   },
   {
    "name": "unbondEpoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StringTooLong",
  "inputs": [
   {
    "name": "str",
    "type": "string"
   }
  ]
 },
 {
  "type": "error",
  "name": "StringsInsufficientHexLength",
  "inputs": [
   {
    "name": "value",
    "type": "uint256"
   },
   {
    "name": "length",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SumTooLarge",
  "inputs": [
   {
    "name": "sum",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TermRunning",
  "inputs": [
   {
    "name": "endsAt",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TimelockInsufficientDelay",
  "inputs": [
   {
    "name": "delay",
    "type": "uint256"
   },
   {
    "name": "minDelay",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TimelockInvalidOperationLength",
  "inputs": [
   {
    "name": "targets",
    "type": "uint256"
   },
   {
    "name": "payloads",
    "type": "uint256"
   },
   {
    "name": "values",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TimelockUnauthorizedCaller",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "TimelockUnexecutedPredecessor",
  "inputs": [
   {
    "name": "predecessorId",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "TimelockUnexpectedOperationState",
  "inputs": [
   {
    "name": "operationId",
    "type": "bytes32"
   },
   {
    "name": "expectedStates",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "TooEarly",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TooFewStand",
  "inputs": [
   {
    "name": "eligible",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TooManySalts",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TooManyStand",
  "inputs": [
   {
    "name": "most",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ValueOutOfRange",
  "inputs": [
   {
    "name": "value",
    "type": "int256"
   }
  ]
 },
 {
  "type": "error",
  "name": "VoteRunning",
  "inputs": [
   {
    "name": "proposalId",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "VotesExpiredSignature",
  "inputs": [
   {
    "name": "expiry",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongCommitment",
  "inputs": [
   {
    "name": "committed",
    "type": "bytes20"
   },
   {
    "name": "given",
    "type": "bytes20"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongEpoch",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "expected",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongEpoch",
  "inputs": [
   {
    "name": "stated",
    "type": "uint256"
   },
   {
    "name": "current",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongLink",
  "inputs": [
   {
    "name": "chain",
    "type": "bytes18"
   },
   {
    "name": "given",
    "type": "bytes18"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongPhase",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "actual",
    "type": "uint8"
   },
   {
    "name": "expected",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongSalt",
  "inputs": [
   {
    "name": "committed",
    "type": "bytes32"
   },
   {
    "name": "revealed",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongSeal",
  "inputs": [
   {
    "name": "sealed_",
    "type": "bytes10"
   },
   {
    "name": "given",
    "type": "bytes10"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongState",
  "inputs": [
   {
    "name": "id",
    "type": "uint256"
   },
   {
    "name": "actual",
    "type": "uint8"
   },
   {
    "name": "expected",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "WrongVote",
  "inputs": [
   {
    "name": "committed",
    "type": "bytes32"
   },
   {
    "name": "revealed",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "ZeroCid",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ZeroCommitment",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ZeroVotingPower",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ]
 }
] as const;

/** Names of the phases of an epoch; the index is the number on chain. */
export const PHASES = [
 "None",
 "Submit",
 "Salt",
 "Draw",
 "Commit",
 "Reveal",
 "Settle",
 "Contest",
 "Aggregate",
 "Challenge",
 "Final"
] as const;

/** Names of the states of a submission; the index is the number on chain. */
export const SUBMISSION_STATUSES = [
 "None",
 "Pending",
 "Accepted",
 "Rejected",
 "Unresolved",
 "Canary"
] as const;

/** Names of the kinds of disputes; the index is the number on chain. */
export const DISPUTE_KINDS = [
 "Verdict",
 "Manifest",
 "Version",
 "DataSet"
] as const;

/** Names of the states of a dispute; the index is the number on chain. */
export const DISPUTE_STATES = [
 "None",
 "Vote",
 "Reveal",
 "Appeal",
 "Closed"
] as const;

/** Names of the rulings of a jury; the index is the number on chain. */
export const RULINGS = [
 "None",
 "Uphold",
 "Overturn",
 "DeeperAudit"
] as const;

/** Names of the elected committees; the index is the number on chain. */
export const COMMITTEES = [
 "Guard",
 "Curators"
] as const;

