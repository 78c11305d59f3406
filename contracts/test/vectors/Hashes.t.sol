// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {EpochManager} from "../../src/EpochManager.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {BatchTree} from "../../src/libraries/BatchTree.sol";
import {SortedTree} from "../../src/libraries/SortedTree.sol";
import {SubmissionChain} from "../../src/libraries/SubmissionChain.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice What is hashed, signed or proven is what the TypeScript twins hash, sign and prove.
contract HashesTest is VectorTest {
    struct AttestationCase {
        Attestation attestation;
        bytes32 leaf;
        bytes32 hash;
        bytes signature;
    }

    struct CommitmentCase {
        uint256 round;
        uint16 ballots;
        address validator;
        bytes32[] leaves;
        bytes32 root;
        bytes32[][] proofs;
        bytes32 hash;
        bytes signature;
    }

    struct SubmissionCase {
        bytes32 cid;
        bytes32 metricsHash;
        IEpochManager.Terms terms;
        address learner;
        bytes32 structHash;
        bytes32 hash;
        bytes signature;
    }

    struct ChainCase {
        IEpochManager.Link link;
        bytes18 chain;
    }

    struct BatchCase {
        bytes leaves;
        bytes32[] hashes;
        bytes32 root;
        bytes32[][] proofs;
    }

    struct ItemCase {
        uint256 item;
        bytes32 hash;
        bytes32 root;
        bytes32[] proof;
    }

    struct SealCase {
        address learner;
        bool pass;
        int32 utilityPpm;
        bytes32 salt;
        bytes32 seed;
        bytes32 evaluationHash;
        bytes32 seal;
    }

    struct JuryVoteCase {
        uint256 dispute;
        uint256 round;
        address juror;
        uint8 ruling;
        bytes32 salt;
        bytes32 commitment;
    }

    function _file() internal pure override returns (string memory) {
        return "hashes.json";
    }

    function setUp() public override {
        super.setUp();
        vm.chainId(_uint("chainId"));
    }

    function test_attestations() public {
        Verdicts where = Verdicts(_address("verdicts"));
        vm.etch(address(where), address(verdicts).code);
        AttestationCase[] memory cases = abi.decode(_encoded("attestations"), (AttestationCase[]));
        assertTrue(cases.length == 10, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            AttestationCase memory c = cases[i];
            assertEq(where.leafOf(c.attestation), c.leaf, _case("leaf", i));
            assertEq(where.attestationHash(c.attestation), c.hash, _case("hash", i));
            assertEq(ECDSA.recover(c.hash, c.signature), c.attestation.validator, _case("signer", i));
        }
    }

    function test_commitments() public view {
        CommitmentCase[] memory cases = abi.decode(_encoded("commitments"), (CommitmentCase[]));
        assertTrue(cases.length == 10, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            CommitmentCase memory c = cases[i];
            assertEq(c.leaves.length, c.ballots, _case("leaves", i));
            for (uint256 j; j < c.leaves.length; ++j) {
                assertEq(MerkleProof.processProof(c.proofs[j], c.leaves[j]), c.root, _case("proof", i));
            }
            assertEq(SortedTree.root(c.leaves), c.root, _case("root", i));
            bytes32 typehash = keccak256(
                "Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator)"
            );
            bytes32 structHash =
                keccak256(abi.encode(typehash, uint256(1), c.round, c.root, c.ballots, c.validator));
            assertEq(_typedData(_address("verdicts"), structHash), c.hash, _case("hash", i));
            assertEq(ECDSA.recover(c.hash, c.signature), c.validator, _case("signer", i));
        }
    }

    function test_submissions() public {
        EpochManager where = EpochManager(_address("epochManager"));
        vm.etch(address(where), address(manager).code);
        SubmissionCase[] memory cases = abi.decode(_encoded("submissions"), (SubmissionCase[]));
        assertTrue(cases.length == 6, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            SubmissionCase memory c = cases[i];
            assertEq(
                SubmissionChain.structHash(c.cid, c.metricsHash, c.terms, c.learner), c.structHash, _case("struct", i)
            );
            assertEq(where.submissionHash(c.cid, c.metricsHash, c.terms, c.learner), c.hash, _case("hash", i));
            assertEq(ECDSA.recover(c.hash, c.signature), c.learner, _case("signer", i));
        }
    }

    function test_chain() public view {
        ChainCase[] memory cases = abi.decode(_encoded("chain"), (ChainCase[]));
        assertTrue(cases.length == 6, "there are cases");
        bytes18 chain;
        for (uint256 i; i < cases.length; ++i) {
            IEpochManager.Link memory link = cases[i].link;
            assertEq(bytes32(link.previous), bytes32(chain), _case("previous", i));
            chain = SubmissionChain.append(
                chain, link.learner, link.cid, link.metricsHash, link.terms, link.leaves
            );
            assertEq(bytes32(chain), bytes32(cases[i].chain), _case("chain", i));
        }
    }

    function test_batches() public view {
        BatchCase[] memory cases = abi.decode(_encoded("batches"), (BatchCase[]));
        assertTrue(cases.length == 10, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            BatchCase memory c = cases[i];
            assertEq(this.batchRoot(c.leaves), c.root, _case("root", i));
            for (uint256 j; j < c.hashes.length; ++j) {
                (uint32 node, bytes32 structHash) = this.batchLeaf(c.leaves, j);
                assertEq(BatchTree.leafHash(node, structHash), c.hashes[j], _case("leaf", i));
                assertTrue(this.batchProves(c, j, j), _case("proof", i));
                assertTrue(!this.batchProves(c, j, j + 1), _case("another place", i));
            }
        }
    }

    function test_items() public view {
        ItemCase[] memory cases = abi.decode(_encoded("items"), (ItemCase[]));
        assertTrue(cases.length == 5, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            ItemCase memory c = cases[i];
            bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(c.item, c.hash))));
            assertTrue(MerkleProof.verify(c.proof, c.root, leaf), _case("item", i));
        }
    }

    function test_seals() public view {
        SealCase[] memory cases = abi.decode(_encoded("seals"), (SealCase[]));
        assertTrue(cases.length == 4, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            SealCase memory c = cases[i];
            bytes32 seed = keccak256(abi.encode("canary", c.learner, c.pass, c.utilityPpm, c.salt));
            assertEq(seed, c.seed, _case("seed", i));
            assertEq(keccak256(abi.encode(c.seed, c.evaluationHash)), c.seal, _case("seal", i));
        }
    }

    function test_juryVotes() public view {
        JuryVoteCase[] memory cases = abi.decode(_encoded("juryVotes"), (JuryVoteCase[]));
        assertTrue(cases.length == 3, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            JuryVoteCase memory c = cases[i];
            bytes32 commitment = keccak256(abi.encode(c.dispute, c.round, c.juror, c.ruling, c.salt));
            assertEq(commitment, c.commitment, _case("vote", i));
        }
    }

    function batchRoot(bytes calldata leaves) external pure returns (bytes32) {
        return BatchTree.rootOf(leaves);
    }

    function batchLeaf(bytes calldata leaves, uint256 at) external pure returns (uint32, bytes32) {
        bytes calldata leaf = leaves[at * 36:(at + 1) * 36];
        return (uint32(bytes4(leaf[:4])), bytes32(leaf[4:]));
    }

    function batchProves(BatchCase calldata c, uint256 leaf, uint256 position) external pure returns (bool) {
        return BatchTree.verify(c.root, c.hashes.length, position, c.hashes[leaf], c.proofs[leaf]);
    }

    function _typedData(address where, bytes32 structHash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Loam"),
                keccak256("1"),
                block.chainid,
                where
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, structHash));
    }
}
