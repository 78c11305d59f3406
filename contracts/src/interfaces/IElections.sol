// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Elected committees with narrow powers.
/// @notice Nodes with enough reputation stand; when a term is over anyone holds the election, a random pick weighted by
/// stake and reputation among those who stand.
interface IElections {
    enum Committee {
        Guard, // may pause settlement and aggregation
        Curators // may retire drawn benchmark items and record privacy reviews
    }

    event Stood(Committee indexed committee, address indexed node);
    event StoodDown(Committee indexed committee, address indexed node);
    event Elected(Committee indexed committee, uint256 indexed term, address[] members, uint256 endsAt);

    error NotEligible(address node, uint256 reputationPpm, uint256 needed);
    error AlreadyStanding(address node);
    error NotStanding(address node);
    error TermRunning(uint256 endsAt);
    error NobodyStands();
    error TooManyStand(uint256 most);
    error SeedNotReady(uint256 readyAt);

    /// @notice Stands for a committee; any active node with the reputation the rules ask for.
    function stand(Committee committee) external;
    function standDown(Committee committee) external;
    /// @notice Starts an election: its randomness is of a later block.
    function callElection(Committee committee) external;
    /// @notice Holds it.
    function elect(Committee committee) external;
    function isMember(Committee committee, address node) external view returns (bool);
    function membersOf(Committee committee) external view returns (address[] memory);
    function candidatesOf(Committee committee) external view returns (address[] memory);
    /// @notice How many must agree: the rules' threshold, at most all members.
    function thresholdOf(Committee committee) external view returns (uint256);
    function termOf(Committee committee) external view returns (uint256 term, uint256 endsAt);
}
