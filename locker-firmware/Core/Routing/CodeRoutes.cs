using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Codes;
using SmartLocker.Firmware.Core.Pickups;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>A one-time code stands for a badge and names one door; everything else is as after a badge.</summary>
internal static class CodeRoutes
{
    public static void Scanned(Turn turn, string text)
    {
        if (turn.State.Visit is not null)
        {
            turn.Tell(NoticeKind.FinishFirst);
            return;
        }

        switch (CodeRules.Judge(turn.State, text, turn.Now))
        {
            case CodeVerdict.Good { Code: var code }:
                if (VisitRoutes.Badge(turn, turn.State.Desired.People[code.Openers[0]]))
                {
                    turn.State = turn.State with { Code = code };
                }

                break;
            case CodeVerdict.Bad { Why: CodeProblem.NotACode or CodeProblem.UnknownKey }:
                VisitRoutes.FalseCode(turn);
                turn.Tell(NoticeKind.CodeRefused);
                break;
            case CodeVerdict.Bad { Why: CodeProblem.BadSignature }:
                VisitRoutes.FalseCode(turn);
                HealthRoutes.ForgedCode(turn);
                turn.Tell(NoticeKind.CodeRefused);
                break;
            case CodeVerdict.Bad { Why: CodeProblem.TimeNotKnown or CodeProblem.KnowledgeTooOld }:
                turn.Tell(NoticeKind.CodesNotNow);
                break;
            default:
                turn.Tell(NoticeKind.CodeRefused);
                break;
        }
    }

    /// <summary>Its person has typed the right PIN. Much may have changed since the scan, so it is judged anew.</summary>
    /// <returns>False: nobody came by a code.</returns>
    public static bool Begin(Turn turn, PersonId person)
    {
        PickupCode? code = turn.State.Code;
        turn.State = turn.State with { Code = null };
        if (code is null || code.Openers[0] != person)
        {
            return false;
        }

        turn.State = turn.State with { Visit = turn.State.Visit! with { ByCode = true } };
        if (CodeRules.Problem(turn.State, code, turn.Now) is null)
        {
            PickupRoutes.StartRound(turn, code);
        }
        else
        {
            VisitRoutes.End(turn); // The code was the badge: without it there is nobody's visit.
            turn.Tell(NoticeKind.CodeRefused);
        }

        return true;
    }
}
