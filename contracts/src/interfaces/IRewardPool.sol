// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Takes in the emission and the fees and pays epochs on demand.
/// @notice An epoch pays R = emission of the token's schedule + feesPpm of what lies free in the pool. R is split between
/// learners (by reward weight), validators (by seats that stated the final verdict) and the aggregator whose version
/// stands. What is due to nobody stays in the pool. Divisions round down, so never more than R is paid.
interface IRewardPool {
    /// @notice What learners are paid, one word: in proportion to their weight.
    /// @param gainPpm Reputation for an accepted submission.
    struct LearnerShare {
        uint104 amount;
        uint128 totalWeight;
        uint24 gainPpm;
    }

    /// @notice What validators (by seats) and the aggregator are paid, one word.
    struct OtherShares {
        uint104 validators;
        uint104 aggregator;
        uint40 totalSeats;
        bool aggregatorClaimed;
    }

    event Allotted(uint256 indexed epoch, uint256 emission, uint256 fees);
    event LearnerPaid(uint256 indexed epoch, uint256 indexed index, address indexed learner, uint256 amount);
    /// @notice Accepted submissions made their learners a name; those that had done so before are not counted.
    event Credited(uint256 indexed epoch, uint256 submissions);
    event ValidatorPaid(uint256 indexed epoch, address indexed validator, uint256 seats, uint256 amount);
    event AggregatorPaid(uint256 indexed epoch, address indexed aggregator, uint256 amount);
    /// @notice A paid share was taken back from the stake after a dispute; `taken` may be less than `amount`.
    event Reversed(uint256 indexed epoch, uint256 indexed index, uint256 amount, uint256 taken);

    error NotFinal(uint256 epoch);
    error AlreadyClaimed(uint256 epoch, address account);
    error NothingToClaim(uint256 epoch, address account);
    error NothingToCredit(uint256 epoch);
    error NotAscending(uint256 before, uint256 index);
    /// @notice Only the validator itself claims its seats: whoever names too few would lose it the rest.
    error NotTheValidator(address caller, address validator);
    error NotCourtOrVerdicts(address caller);
    error LengthMismatch(uint256 epochs, uint256 indices);
    error AnotherLearner(address learner, address other);

    /// @notice Fixes what a final epoch pays: mints its emission, sets its fees aside. Earlier epochs that are not fixed yet go
    /// first, in order; if they are too many for a transaction, fix some by themselves. Anyone; the first claim of an
    /// epoch does it too.
    function allot(uint256 epoch) external;

    /// @notice Pays a learner for an accepted submission of a final epoch. Anyone may call.
    function claimLearner(uint256 epoch, uint256 index) external returns (uint256 amount);

    /// @notice Pays a learner for accepted submissions of many epochs at once; all of them must be its own. Anyone may call.
    function claimLearnerMany(uint256[] calldata epochs, uint256[] calldata indices) external returns (uint256 amount);

    /// @notice Adds to the reputation of the learners of accepted submissions with a weight, once each, whether they are paid yet or
    /// not: a whole epoch fits in one transaction. Skips every other position and those credited before, so that nobody
    /// can spoil a call by a smaller one. Only of a final epoch. Anyone may call.
    function credit(uint256 epoch, uint256[] calldata indices) external;

    /// @notice Pays a validator for all its agreeing seats; `indices` ascending, all of them at once (a second claim is refused).
    /// Only the validator itself, because what it does not name is lost.
    function claimValidator(uint256 epoch, address validator, uint256[] calldata indices) external returns (uint256 amount);

    /// @notice Pays the maker of an epoch's version. Anyone. Where the court has taken that claim away since the epoch was
    /// allotted, it pays nothing and what was set aside is free again.
    function claimAggregator(uint256 epoch) external returns (uint256 amount);

    /// @notice After a dispute: takes a paid learner's share back from the stake, or withholds an unpaid one, which then lies
    /// free in the pool. Only Court, before it overturns the verdict.
    function reverseLearner(uint256 epoch, uint256 index) external;

    /// @notice Pays `amount` wei from the free balance (bounties of the court and of canaries), or what there is. Only Court and
    /// Verdicts.
    function compensate(address to, uint256 amount) external returns (uint256 paid);

    /// @notice Gives all it holds to the pool that a vote has put in its place, what is due to `to`, which is that one's escrow. Only Rewards:
    /// the successor asks for it before it fixes its first epoch.
    /// @return allotted Last epoch whose payment is fixed here. The successor pays what is still due of those.
    function handOver(address to) external returns (uint256 allotted);

    /// @notice The pool that this one takes over from; 0 for a network's first.
    function predecessor() external view returns (IRewardPool);
    /// @notice Last epoch whose payment is fixed.
    function lastAllotted() external view returns (uint256);
    /// @notice All that is fixed for an epoch.
    function sharesOf(uint256 epoch) external view returns (LearnerShare memory, OtherShares memory);
    function rewardOf(uint256 epoch) external view returns (uint256 learners, uint256 validators, uint256 aggregator);
    function learnerDue(uint256 epoch, uint256 index) external view returns (uint256);
    function validatorDue(uint256 epoch, uint256 seats) external view returns (uint256);
    /// @notice Whether a submission has made its learner a name.
    function credited(uint256 epoch, uint256 index) external view returns (bool);
    function validatorClaimed(uint256 epoch, uint32 node) external view returns (bool);
    function aggregatorClaimed(uint256 epoch) external view returns (bool);
    /// @notice Where what is due lies, so that a claim need not keep an account of the rest; what lies at the pool is free.
    function escrow() external view returns (address);
    /// @notice Wei set aside for claims that are still open: the balance of the escrow.
    function reserved() external view returns (uint256);
}
