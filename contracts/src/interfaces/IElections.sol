// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Elected committees with narrow powers.
/// @notice Nodes with enough reputation stand; when a term is over (or too few of its members are left to agree on
/// anything) anyone holds the election, a random pick weighted by stake and reputation among those who stand. While an
/// election is held nobody stands up or down, and weights are those of the moment of the call, so that nobody can
/// still change the pick once its randomness is known. Powers end with the term, or earlier for a member who leaves or
/// loses the reputation.
interface IElections {
    enum Committee {
        Guard, // may pause settlement and aggregation
        Curators // may retire drawn benchmark items and record privacy reviews
    }

    event Stood(Committee indexed committee, address indexed node);
    event StoodDown(Committee indexed committee, address indexed node);
    event ElectionCalled(Committee indexed committee, uint256 calledAt, uint256 seedBlock);
    event Elected(Committee indexed committee, uint256 indexed term, address[] members, uint256 endsAt);

    error NotEligible(address node, uint256 reputationPpm, uint256 needed);
    error StillEligible(address node);
    error AlreadyStanding(address node);
    error NotStanding(address node);
    error TermRunning(uint256 endsAt);
    /// @notice A committee starts with at least as many members as must agree.
    error TooFewStand(uint256 eligible, uint256 needed);
    error TooManyStand(uint256 most);
    error ElectionRunning(Committee committee);
    error NoElection(Committee committee);
    error SeedNotReady(uint256 readyAt);

    /// @notice Stands for a committee; any active node with the reputation the rules ask for.
    function stand(Committee committee) external;
    function standDown(Committee committee) external;
    /// @notice Takes a candidate off the list who is no longer eligible. Anyone.
    function strike(Committee committee, address node) external;
    /// @notice Starts an election: its randomness is that of a later block. Lapses when nobody holds it within 256 blocks.
    function callElection(Committee committee) external;
    /// @notice Holds it. Anyone.
    function elect(Committee committee) external;
    function isMember(Committee committee, address node) external view returns (bool);
    /// @notice Elected in the running term and still eligible.
    function membersOf(Committee committee) external view returns (address[] memory);
    function candidatesOf(Committee committee) external view returns (address[] memory);
    /// @notice How many must agree: the rules' threshold, at most all that were elected.
    function thresholdOf(Committee committee) external view returns (uint256);
    function termOf(Committee committee) external view returns (uint256 term, uint256 endsAt);
}
