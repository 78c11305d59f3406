// Generated from contracts/ by contracts/script/generate-abis.ts. Do not edit.

/** ABI of LoamToken. */
export const loamTokenAbi = [
 {
  "type": "constructor",
  "inputs": [
   {
    "name": "to",
    "type": "address[]"
   },
   {
    "name": "amounts",
    "type": "uint256[]"
   }
  ],
  "stateMutability": "nonpayable"
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
  "name": "AllocationLengthMismatch",
  "inputs": [
   {
    "name": "holders",
    "type": "uint256"
   },
   {
    "name": "amounts",
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
  "name": "SupplyTooLarge",
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "maximum",
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
 }
] as const;

/** ABI of NodeRegistry. */
export const nodeRegistryAbi = [
 {
  "type": "constructor",
  "inputs": [
   {
    "name": "token_",
    "type": "address"
   },
   {
    "name": "epochManager_",
    "type": "address"
   },
   {
    "name": "verdicts_",
    "type": "address"
   },
   {
    "name": "rewardPool_",
    "type": "address"
   },
   {
    "name": "minStake_",
    "type": "uint128"
   },
   {
    "name": "unbondSeconds_",
    "type": "uint64"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "addStake",
  "inputs": [
   {
    "name": "amount",
    "type": "uint128"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "disengage",
  "inputs": [
   {
    "name": "members",
    "type": "address[]"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "drawCommittee",
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
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "members",
    "type": "address[]"
   },
   {
    "name": "weights",
    "type": "uint256[]"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "dutiesOf",
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
  "name": "engage",
  "inputs": [
   {
    "name": "members",
    "type": "address[]"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "epochManager",
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
  "name": "freeStakeOf",
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
 {
  "type": "function",
  "name": "lock",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "amount",
    "type": "uint128"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "minStake",
  "inputs": [],
  "outputs": [
   {
    "name": "",
    "type": "uint128"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "nodes",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "stake",
    "type": "uint256"
   },
   {
    "name": "locked",
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
    "name": "roles",
    "type": "uint8"
   },
   {
    "name": "gossipKey",
    "type": "bytes"
   }
  ],
  "stateMutability": "view"
 },
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
    "type": "uint128"
   },
   {
    "name": "gossipKey",
    "type": "bytes"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "requestUnbond",
  "inputs": [
   {
    "name": "amount",
    "type": "uint128"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "rewardPool",
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
 {
  "type": "function",
  "name": "unbondSeconds",
  "inputs": [],
  "outputs": [
   {
    "name": "",
    "type": "uint64"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "unlock",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "amount",
    "type": "uint128"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "verdicts",
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
    "name": "locked",
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
  "name": "DrawInProgress",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InsufficientFreeStake",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "free",
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
  "name": "OnDuty",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "duties",
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
    "type": "address"
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
   }
  ]
 },
 {
  "type": "error",
  "name": "ZeroAmount",
  "inputs": []
 }
] as const;

/** ABI of EpochManager. */
export const epochManagerAbi = [
 {
  "type": "constructor",
  "inputs": [
   {
    "name": "modules",
    "type": "tuple",
    "components": [
     {
      "name": "registry",
      "type": "address"
     },
     {
      "name": "verdicts",
      "type": "address"
     },
     {
      "name": "rewardPool",
      "type": "address"
     },
     {
      "name": "modelRegistry",
      "type": "address"
     }
    ]
   },
   {
    "name": "p",
    "type": "tuple",
    "components": [
     {
      "name": "submitSeconds",
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
      "name": "aggregateSeconds",
      "type": "uint32"
     },
     {
      "name": "challengeSeconds",
      "type": "uint32"
     },
     {
      "name": "committeeSize",
      "type": "uint32"
     },
     {
      "name": "maxSubmissions",
      "type": "uint32"
     },
     {
      "name": "stakeCap",
      "type": "uint128"
     }
    ]
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "committee",
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
    "name": "members",
    "type": "address[]"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "committeeWeights",
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
    "name": "weights",
    "type": "uint256[]"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "currentEpoch",
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
  "name": "draw",
  "inputs": [
   {
    "name": "max",
    "type": "uint256"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
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
      "name": "openedAt",
      "type": "uint64"
     },
     {
      "name": "submitEndsAt",
      "type": "uint64"
     },
     {
      "name": "phaseEndsAt",
      "type": "uint64"
     },
     {
      "name": "seed",
      "type": "bytes32"
     },
     {
      "name": "submissions",
      "type": "uint32"
     },
     {
      "name": "phase",
      "type": "uint8"
     },
     {
      "name": "drawn",
      "type": "uint32"
     },
     {
      "name": "settled",
      "type": "uint32"
     },
     {
      "name": "accepted",
      "type": "uint32"
     },
     {
      "name": "seats",
      "type": "uint32"
     },
     {
      "name": "commits",
      "type": "uint32"
     },
     {
      "name": "reveals",
      "type": "uint32"
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
 {
  "type": "function",
  "name": "modelRegistry",
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
  "name": "noteCommit",
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
  "name": "noteReveal",
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
  "name": "parameters",
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
      "name": "commitSeconds",
      "type": "uint32"
     },
     {
      "name": "revealSeconds",
      "type": "uint32"
     },
     {
      "name": "aggregateSeconds",
      "type": "uint32"
     },
     {
      "name": "challengeSeconds",
      "type": "uint32"
     },
     {
      "name": "committeeSize",
      "type": "uint32"
     },
     {
      "name": "maxSubmissions",
      "type": "uint32"
     },
     {
      "name": "stakeCap",
      "type": "uint128"
     }
    ]
   }
  ],
  "stateMutability": "view"
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
    "name": "current",
    "type": "uint8"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "registry",
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
  "name": "rewardPool",
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
  "name": "seatOf",
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
  ],
  "outputs": [
   {
    "name": "found",
    "type": "bool"
   },
   {
    "name": "weight",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "settle",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "max",
    "type": "uint256"
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
      "name": "learner",
      "type": "address"
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
      "name": "status",
      "type": "uint8"
     },
     {
      "name": "stake",
      "type": "uint128"
     },
     {
      "name": "utilityPpm",
      "type": "int64"
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
      "name": "digest",
      "type": "bytes32"
     },
     {
      "name": "weight",
      "type": "uint256"
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
    "name": "baseVersion",
    "type": "uint32"
   },
   {
    "name": "metricsHash",
    "type": "bytes32"
   },
   {
    "name": "confidencePpm",
    "type": "uint32"
   },
   {
    "name": "stake",
    "type": "uint128"
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
 {
  "type": "function",
  "name": "submissionIndexOf",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "learner",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "found",
    "type": "bool"
   },
   {
    "name": "index",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "submissionsOf",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   }
  ],
  "outputs": [
   {
    "name": "",
    "type": "tuple[]",
    "components": [
     {
      "name": "learner",
      "type": "address"
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
      "name": "status",
      "type": "uint8"
     },
     {
      "name": "stake",
      "type": "uint128"
     },
     {
      "name": "utilityPpm",
      "type": "int64"
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
      "name": "digest",
      "type": "bytes32"
     },
     {
      "name": "weight",
      "type": "uint256"
     }
    ]
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "submit",
  "inputs": [
   {
    "name": "cid",
    "type": "bytes32"
   },
   {
    "name": "baseVersion",
    "type": "uint32"
   },
   {
    "name": "metricsHash",
    "type": "bytes32"
   },
   {
    "name": "confidencePpm",
    "type": "uint32"
   },
   {
    "name": "stake",
    "type": "uint128"
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
 {
  "type": "function",
  "name": "submitFor",
  "inputs": [
   {
    "name": "cid",
    "type": "bytes32"
   },
   {
    "name": "baseVersion",
    "type": "uint32"
   },
   {
    "name": "metricsHash",
    "type": "bytes32"
   },
   {
    "name": "confidencePpm",
    "type": "uint32"
   },
   {
    "name": "stake",
    "type": "uint128"
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
 {
  "type": "function",
  "name": "verdicts",
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
    "name": "members",
    "type": "address[]",
    "indexed": false
   },
   {
    "name": "weights",
    "type": "uint256[]",
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
    "name": "seats",
    "type": "uint256",
    "indexed": false
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
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "EpochSettled",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256",
    "indexed": true
   },
   {
    "name": "accepted",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "totalWeight",
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
    "name": "seed",
    "type": "bytes32",
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
    "type": "int64",
    "indexed": false
   },
   {
    "name": "digest",
    "type": "bytes32",
    "indexed": false
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
  "name": "Submitted",
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
    "name": "baseVersion",
    "type": "uint32",
    "indexed": false
   },
   {
    "name": "metricsHash",
    "type": "bytes32",
    "indexed": false
   },
   {
    "name": "confidencePpm",
    "type": "uint32",
    "indexed": false
   },
   {
    "name": "stake",
    "type": "uint128",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "error",
  "name": "AlreadySubmitted",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "learner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ConfidenceOutOfRange",
  "inputs": [
   {
    "name": "confidencePpm",
    "type": "uint32"
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
    "name": "maxSubmissions",
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
  "name": "InvalidParameters",
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
  "name": "OnlyModule",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "module",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "StaleBaseVersion",
  "inputs": [
   {
    "name": "baseVersion",
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
  "name": "SubmissionStakeTooLow",
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
  "name": "ZeroAmount",
  "inputs": []
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
    "name": "epochManager_",
    "type": "address"
   },
   {
    "name": "registry_",
    "type": "address"
   },
   {
    "name": "p",
    "type": "tuple",
    "components": [
     {
      "name": "minUtilityPpm",
      "type": "uint32"
     },
     {
      "name": "rejectSlashBps",
      "type": "uint16"
     },
     {
      "name": "dissentSlashBps",
      "type": "uint16"
     },
     {
      "name": "missSlashBps",
      "type": "uint16"
     }
    ]
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "agreementsOf",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "validator",
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
      "type": "int64"
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
 {
  "type": "function",
  "name": "ballot",
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
  ],
  "outputs": [
   {
    "name": "",
    "type": "tuple",
    "components": [
     {
      "name": "commitment",
      "type": "bytes32"
     },
     {
      "name": "revealed",
      "type": "bool"
     },
     {
      "name": "pass",
      "type": "bool"
     },
     {
      "name": "utilityPpm",
      "type": "int64"
     },
     {
      "name": "digest",
      "type": "bytes32"
     }
    ]
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "commit",
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
    "name": "commitment",
    "type": "bytes32"
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
      "type": "int64"
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
 {
  "type": "function",
  "name": "conclude",
  "inputs": [
   {
    "name": "hearing",
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
      "name": "learner",
      "type": "address"
     },
     {
      "name": "stake",
      "type": "uint256"
     },
     {
      "name": "members",
      "type": "address[]"
     },
     {
      "name": "weights",
      "type": "uint256[]"
     }
    ]
   }
  ],
  "outputs": [
   {
    "name": "status",
    "type": "uint8"
   },
   {
    "name": "utilityPpm",
    "type": "int64"
   },
   {
    "name": "digest",
    "type": "bytes32"
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
 {
  "type": "function",
  "name": "epochManager",
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
  "name": "parameters",
  "inputs": [],
  "outputs": [
   {
    "name": "",
    "type": "tuple",
    "components": [
     {
      "name": "minUtilityPpm",
      "type": "uint32"
     },
     {
      "name": "rejectSlashBps",
      "type": "uint16"
     },
     {
      "name": "dissentSlashBps",
      "type": "uint16"
     },
     {
      "name": "missSlashBps",
      "type": "uint16"
     }
    ]
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "registry",
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
      "type": "int64"
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
    "name": "signature",
    "type": "bytes"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
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
      "type": "int64"
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
    "name": "signatures",
    "type": "bytes[]"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "totalAgreements",
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
  "name": "Committed",
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
    "name": "commitment",
    "type": "bytes32",
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
    "type": "int64",
    "indexed": false
   },
   {
    "name": "digest",
    "type": "bytes32",
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
  "name": "CommitmentMismatch",
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
  "name": "InvalidParameters",
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
    "name": "validator",
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
    "name": "signatures",
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
  "name": "NotOnCommittee",
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
  "name": "OnlyModule",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "module",
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
  "name": "UtilityOutOfRange",
  "inputs": [
   {
    "name": "utilityPpm",
    "type": "int64"
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
  "name": "ZeroCommitment",
  "inputs": []
 }
] as const;

/** ABI of RewardPool. */
export const rewardPoolAbi = [
 {
  "type": "constructor",
  "inputs": [
   {
    "name": "token_",
    "type": "address"
   },
   {
    "name": "epochManager_",
    "type": "address"
   },
   {
    "name": "verdicts_",
    "type": "address"
   },
   {
    "name": "modelRegistry_",
    "type": "address"
   },
   {
    "name": "epochReward_",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "AGGREGATOR_BPS",
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
  "name": "BPS",
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
  "name": "LEARNER_BPS",
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
  "name": "VALIDATOR_BPS",
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
 {
  "type": "function",
  "name": "claim",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "account",
    "type": "address"
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
  "name": "claimable",
  "inputs": [
   {
    "name": "epoch",
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
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "claimed",
  "inputs": [
   {
    "name": "epoch",
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
  "name": "dueOf",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "account",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "asLearner",
    "type": "uint256"
   },
   {
    "name": "asValidator",
    "type": "uint256"
   },
   {
    "name": "asAggregator",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "epochManager",
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
  "name": "epochReward",
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
  "name": "modelRegistry",
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
    "name": "",
    "type": "uint256"
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
  "name": "verdicts",
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
  "type": "event",
  "name": "Allotted",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256",
    "indexed": true
   },
   {
    "name": "reward",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "reserved",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Claimed",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256",
    "indexed": true
   },
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "asLearner",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "asValidator",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "asAggregator",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "ShareReturned",
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
  "name": "OnlyModule",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "module",
    "type": "address"
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
    "name": "epochManager_",
    "type": "address"
   },
   {
    "name": "registry_",
    "type": "address"
   },
   {
    "name": "baseModelDigest_",
    "type": "bytes32"
   }
  ],
  "stateMutability": "nonpayable"
 },
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
  "name": "baseModelDigest",
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
  "name": "epochManager",
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
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "registry",
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
      "name": "aggregator",
      "type": "address"
     },
     {
      "name": "finalizedAt",
      "type": "uint256"
     }
    ]
   }
  ],
  "stateMutability": "view"
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
  "name": "NothingToFinalize",
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

/** The errors of all contracts: a call to one contract may fail with the error of another. */
export const contractErrorsAbi = [
 {
  "type": "error",
  "name": "AllocationLengthMismatch",
  "inputs": [
   {
    "name": "holders",
    "type": "uint256"
   },
   {
    "name": "amounts",
    "type": "uint256"
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
  "name": "AlreadySubmitted",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "learner",
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
  "name": "CommitmentMismatch",
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
  "name": "ConfidenceOutOfRange",
  "inputs": [
   {
    "name": "confidencePpm",
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
  "name": "EpochFull",
  "inputs": [
   {
    "name": "epoch",
    "type": "uint256"
   },
   {
    "name": "maxSubmissions",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InsufficientFreeStake",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "free",
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
  "name": "InvalidParameters",
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
    "name": "validator",
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
    "name": "signatures",
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
  "name": "NotCommitted",
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
  "name": "NotOnCommittee",
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
  "name": "OnDuty",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "duties",
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
    "type": "address"
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
  "name": "StaleBaseVersion",
  "inputs": [
   {
    "name": "baseVersion",
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
  "name": "StillUnbonding",
  "inputs": [
   {
    "name": "node",
    "type": "address"
   },
   {
    "name": "unbondAt",
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
  "name": "SubmissionStakeTooLow",
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
  "name": "SupplyTooLarge",
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "UtilityOutOfRange",
  "inputs": [
   {
    "name": "utilityPpm",
    "type": "int64"
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
  "name": "ZeroAmount",
  "inputs": []
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

/** Names of the phases of an epoch; the index is the number on chain. */
export const PHASES = [
 "None",
 "Submit",
 "Draw",
 "Commit",
 "Reveal",
 "Settle",
 "Aggregate",
 "Challenge",
 "Final"
] as const;

/** Names of the states of a submission; the index is the number on chain. */
export const SUBMISSION_STATUSES = [
 "Pending",
 "Accepted",
 "Rejected",
 "Unresolved"
] as const;
