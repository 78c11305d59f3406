// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ILoamToken} from "./interfaces/ILoamToken.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {Modular} from "./Modular.sol";

/// @title Implementation of ILoamToken, where everything is described.
contract LoamToken is ILoamToken, Modular, ERC20, ERC20Permit, ERC20Votes {
    /// @dev The registry's weights hold twice as many thousandths of a token.
    uint256 private constant MAX_CAP = 1_000_000_000e18;

    /// @inheritdoc ILoamToken
    uint256 public immutable cap;
    uint256 private immutable _firstEmission;
    uint256 private immutable _halvingEpochs;

    /// @inheritdoc ILoamToken
    uint256 public lastEmitted;

    /// @param to First holders.
    /// @param amounts What each of them gets, wei (10^18 = 1 LOAM).
    /// @param firstEmission Emission of epoch 1, wei.
    /// @param halvingEpochs Epochs after which the emission halves.
    constructor(
        IModules modules_,
        address[] memory to,
        uint256[] memory amounts,
        uint256 firstEmission,
        uint256 halvingEpochs,
        uint256 cap_
    ) Modular(modules_) ERC20("Loam", "LOAM") ERC20Permit("Loam") {
        if (to.length != amounts.length || halvingEpochs == 0 || cap_ > MAX_CAP) revert InvalidAllocation();
        cap = cap_;
        _firstEmission = firstEmission;
        _halvingEpochs = halvingEpochs;
        for (uint256 i; i < to.length; ++i) {
            if (amounts[i] > cap_ - totalSupply()) revert InvalidAllocation();
            _mint(to[i], amounts[i]);
        }
    }

    /// @inheritdoc ILoamToken
    function emitEpoch(uint256 epoch) external only(Module.Rewards) returns (uint256 amount) {
        if (epoch <= lastEmitted) revert WrongEpoch(epoch, lastEmitted + 1);
        lastEmitted = epoch;
        amount = Math.min(emissionOf(epoch), cap - totalSupply());
        emit EpochEmitted(epoch, amount);
        _mint(msg.sender, amount);
    }

    /// @inheritdoc ILoamToken
    function schedule() external view returns (uint256 firstEmission, uint256 halvingEpochs) {
        return (_firstEmission, _halvingEpochs);
    }

    /// @inheritdoc ILoamToken
    function emissionOf(uint256 epoch) public view returns (uint256) {
        return epoch == 0 ? 0 : _firstEmission >> ((epoch - 1) / _halvingEpochs);
    }

    /// @notice Time by which votes are counted: seconds since 1970 (ERC-6372).
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice Votes are counted by time (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice Next nonce of a permit or a delegation that `owner` signs.
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    /// @dev Required by Solidity: two parents define it.
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}
