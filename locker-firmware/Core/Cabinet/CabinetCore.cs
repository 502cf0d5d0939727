using SmartLocker.Firmware.Core.Routing;
using SmartLocker.Firmware.Core.SignIn;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>
/// The cabinet's one decision function: hands each input to the machine it concerns, and has no rules of its own.
/// </summary>
/// <remarks>The facts it returns are already applied to the state it returns: the fold of the journal at every moment.</remarks>
public static class CabinetCore
{
    public static CabinetStep Step(CabinetState state, CabinetInput input, StepMoment moment, CabinetModel model)
    {
        Turn turn = new(state, moment, model);
        Route(turn, input);
        DoorRoutes.Grant(turn);
        return turn.Done();
    }

    private static void Route(Turn turn, CabinetInput input)
    {
        switch (input)
        {
            case CabinetInput.Tick:
                DoorRoutes.Tick(turn);
                DepositRoutes.Tick(turn);
                PickupRoutes.Tick(turn);
                VisitRoutes.Tick(turn);
                HealthRoutes.Tick(turn);
                break;
            case CabinetInput.SensorsRead read:
                DoorRoutes.Sensed(turn, read);
                break;
            case CabinetInput.PulseEnded ended when turn.Model.Has(ended.Compartment):
                DoorRoutes.Feed(
                    turn, ended.Compartment, new Doors.DoorInput.PulseEnded(ended.Command, ended.Attempt, ended.Result));
                break;
            case CabinetInput.Scanned scanned:
                ScanRoutes.Scanned(turn, scanned.Text);
                break;
            case CabinetInput.KioskAsked asked:
                KioskRoutes.Asked(turn, asked.Request);
                break;
            case CabinetInput.PinChecked check:
                VisitRoutes.Feed(turn, new SignInInput.Checked(check.Person, check.Right));
                break;
            case CabinetInput.LinkWelcomed welcome:
                LinkRoutes.Welcomed(turn, welcome);
                break;
            case CabinetInput.LinkRefused refused:
                LinkRoutes.Refused(turn, refused.Detail);
                break;
            case CabinetInput.LinkLost:
                LinkRoutes.Lost(turn);
                break;
            case CabinetInput.AckReceived ack:
                LinkRoutes.Ack(turn, ack);
                break;
            case CabinetInput.DesiredReceived desired:
                LinkRoutes.Desired(turn, desired.Change);
                break;
            case CabinetInput.DesiredUnreadable:
                LinkRoutes.NotTaken(turn);
                break;
            case CabinetInput.CallAnswered answered:
                LinkRoutes.Answered(turn, answered);
                break;
            case CabinetInput.OrderReceived order:
                OrderRoutes.Received(turn, order);
                break;
            default:
                HealthRoutes.Told(turn, input);
                break;
        }
    }
}
