%% SPDX-License-Identifier: Apache-2.0
%% Erlang's ASN.1 compiler as a judge of the project's MSD codec; .ci/msd-judges runs it.
%%   judge VERSION FILE         lines HEX TAB TERM TAB XER: decodes HEX to TERM, encodes TERM to HEX
%%   originate VERSION COUNT SEED   prints COUNT messages of its own as hexadecimal
%%   passed_over HEXFILE FILE   messages of MSDv2Later, and what the project read of them
-module(judge).
-export([main/0]).

main() ->
    Differences =
        case init:get_plain_arguments() of
            ["judge", Version, File] -> judge(Version, lines(File));
            ["originate", Version, Count, Seed] -> originate(Version, Count, Seed);
            ["passed_over", Hex, File] -> passed_over(lines(Hex), lines(File))
        end,
    halt(case Differences of 0 -> 0; _ -> 1 end).

lines(File) ->
    {ok, Content} = file:read_file(File),
    string:lexemes(binary_to_list(Content), "\n").

module(Version) -> list_to_atom("MSDv" ++ Version).

%% Version 1 has the message itself behind the identifier, the others have it in octets.
decode("1", Bytes) ->
    {ok, #{id := 1, msd := Msd}} = 'MSDv1':decode('ECallMessage', Bytes),
    Msd;
decode(Version, Bytes) ->
    {ok, #{id := _, msd := Content}} = (module(Version)):decode('ECallMessage', Bytes),
    {ok, Msd} = (module(Version)):decode('MSDMessage', Content),
    Msd.

encode("1", Msd) ->
    {ok, Bytes} = 'MSDv1':encode('ECallMessage', #{id => 1, msd => Msd}),
    Bytes;
encode(Version, Msd) ->
    Id = hd(Version) - $0,
    {ok, Content} = (module(Version)):encode('MSDMessage', Msd),
    {ok, Bytes} = (module(Version)):encode('ECallMessage', #{id => Id, msd => Content}),
    Bytes.

term(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Term} = erl_parse:parse_term(Tokens),
    Term.

judge(Version, Lines) ->
    Wrong = lists:sum([judge_line(Version, string:split(Line, "\t", all)) || Line <- Lines]),
    io:format("erlang-asn1: version ~s, ~p messages decoded and encoded, ~p differences~n",
              [Version, length(Lines), Wrong]),
    Wrong.

judge_line(Version, [Hex, Text, _Xer]) ->
    Term = term(Text),
    Decoded = (catch decode(Version, binary:decode_hex(list_to_binary(Hex)))),
    Encoded = (catch binary_to_list(binary:encode_hex(encode(Version, Term)))),
    difference("decoded", Hex, Term, Decoded) + difference("encoded", Hex, Hex, Encoded).

difference(_, _, Same, Same) -> 0;
difference(What, Hex, Ours, Judged) ->
    io:format("~s ~s:~n  ours   ~p~n  judge  ~p~n", [What, Hex, Ours, Judged]),
    1.

originate(Version, Count, Seed) ->
    rand:seed(exsss, list_to_integer(Seed)),
    [io:format("~s~n", [binary:encode_hex(encode(Version, message(Version)))])
     || _ <- lists:seq(1, list_to_integer(Count))],
    0.

below(Limit) -> rand:uniform(Limit) - 1.
flag() -> below(2) =:= 1.
bytes(Most) -> rand:bytes(below(Most + 1)).
text(Length) ->
    [lists:nth(rand:uniform(33), "0123456789ABCDEFGHJKLMNPRSTUVWXYZ") || _ <- lists:seq(1, Length)].
coordinate() -> below(4294967296) - 2147483648.
delta() -> #{latitudeDelta => below(1024) - 512, longitudeDelta => below(1024) - 512}.
maybe_put(Key, Make, Map) -> case flag() of true -> Map#{Key => Make()}; false -> Map end.

vehicle_type("1") -> 13;
vehicle_type("2") -> 13;
vehicle_type("3") -> 23;
vehicle_type("2Later") -> 16.

propulsion("1") -> [];
propulsion("2Later") -> [otherStorage | case flag() of true -> [laterStorage]; false -> [] end];
propulsion(_) -> [otherStorage].

message(Version) ->
    Propulsion = [gasolineTankPresent, dieselTankPresent, compressedNaturalGas, liquidPropaneGas,
                  electricEnergyStorage, hydrogenStorage | propulsion(Version)],
    Structure =
        #{messageIdentifier => below(256),
          control => #{automaticActivation => flag(), testCall => flag(),
                       positionCanBeTrusted => flag(),
                       vehicleType => list_to_atom("type" ++ integer_to_list(rand:uniform(vehicle_type(Version))))},
          vehicleIdentificationNumber =>
              #{isowmi => text(3), isovds => text(6), isovisModelyear => text(1), isovisSeqPlant => text(7)},
          vehiclePropulsionStorageType => maps:from_list([{Each, flag()} || Each <- Propulsion]),
          timestamp => below(4294967296),
          vehicleLocation => #{positionLatitude => coordinate(), positionLongitude => coordinate()},
          vehicleDirection => below(256)},
    Occupants = case Version of "3" -> numberOfOccupants; _ -> numberOfPassengers end,
    Counted = maybe_put(Occupants, fun() -> below(256) end, locations(Version, Structure)),
    Message = maybe_put(optionalAdditionalData,
                        fun() -> #{oid => list_to_tuple([below(100000) || _ <- lists:seq(1, rand:uniform(3))]),
                                   data => bytes(60)} end,
                        #{msdStructure => later_structure(Version, Counted)}),
    later_message(Version, Message).

locations("3", Map) -> Map#{recentVehicleLocationN1 => delta(), recentVehicleLocationN2 => delta()};
locations(_, Map) ->
    maybe_put(recentVehicleLocationN2, fun delta/0, maybe_put(recentVehicleLocationN1, fun delta/0, Map)).

later_structure("2Later", Map) ->
    maybe_put(laterBytes, fun() -> bytes(9) end, maybe_put(laterFlag, fun flag/0, Map));
later_structure(_, Map) -> Map.

later_message("2Later", Map) ->
    maybe_put(laterText, fun() -> "later" end, maybe_put(laterNumber, fun() -> below(65536) end, Map));
later_message(_, Map) -> Map.

%% What a later edition added is gone, and everything else is as it was.
passed_over(Hexes, Lines) ->
    Wrong = lists:sum([passed_over_line(Hex, string:split(Line, "\t", all))
                       || {Hex, Line} <- lists:zip(Hexes, Lines)]),
    io:format("erlang-asn1: ~p messages with additions read without them, ~p differences~n",
              [length(Lines), Wrong]),
    Wrong.

passed_over_line(Hex, [_, Text, _]) ->
    #{msdStructure := Structure} = Message = decode("2Later", binary:decode_hex(list_to_binary(Hex))),
    #{vehiclePropulsionStorageType := Propulsion} = Structure,
    Plain = maps:without([laterFlag, laterBytes],
                         Structure#{vehiclePropulsionStorageType := maps:without([laterStorage], Propulsion)}),
    Expected = maps:without([laterNumber, laterText], Message#{msdStructure := Plain}),
    difference("passed over", Hex, term(Text), Expected).
