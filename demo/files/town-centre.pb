META
key;value
description;Merrow Vale (fictional): money for the town centre. Made by a program. Nobody cast these votes.
country;United Kingdom
unit;Merrow Vale (fictional)
subunit;Town centre
instance;2026
num_projects;18
num_votes;900
budget;120000
vote_type;approval
rule;equalshares/add1
date_begin;02.11.2026
date_end;29.11.2026
language;en
currency;GBP
min_length;1
max_length;5
PROJECTS
project_id;cost;votes;name;category;site
P01;48000;332;Resurface the Market Street car park;streets;
P02;36000;288;Market Square: new paving and lamps;streets;Market Square
P03;29500;235;Market Square: trees, seats and a stage;green;Market Square
P04;27000;132;Skate park under the station bridge;young people;
P05;18000;341;Christmas lights for three years;culture;
P06;22400;108;Step-free way from the Castle to the Quay;access;
P07;14750;102;A toilet with a hoist and changing bench at the bus station;access;
P08;12000;139;Benches every hundred metres from Quay Street to the market;access;
P09;9800;145;Clwb nos Iau: noson ffilm a gwaith cartref i bobl ifanc;young people;
P10;6400;100;Gwersi Cymraeg i ddechreuwyr yn y llyfrgell;culture;
P11;8200;142;Gardd gymunedol wrth gapel Stryd y Cei;green;
P12;11500;182;Night bus shelter with lights and a help point;safety;
P13;5200;177;Street pastors: training and a van for weekend nights;safety;
P14;16500;160;Covered cycle parking at four corners of the market;streets;
P15;7600;175;Repair café and tool library;community;
P16;4100;136;Warm hour: soup and company on winter afternoons;community;
P17;125000;176;A glass roof over the old fish market;culture;
P18;3300;157;Dog bins and poo bag posts on the Quay;green;
VOTES
voter_id;age;neighborhood;voting_method;vote
V0001;53;Castle and Market;internet;P03,P06,P14,P15
V0002;19;Harbourside;internet;P04,P12,P13
V0003;44;Castle and Market;internet;P01,P05,P08,P18
V0004;26;Castle and Market;internet;P11
V0005;78;Harbourside;internet;P01,P02,P05,P17
V0006;59;Castle and Market;paper;P10,P11,P14,P15,P18
V0007;54;University and Park;internet;P03,P04
V0008;40;Castle and Market;internet;P01,P02,P05
V0009;79;Harbourside;paper;P01,P02,P03,P05,P13
V0010;56;Millfields;internet;P01,P12,P18
V0011;55;University and Park;internet;P01,P03,P05,P17,P18
V0012;54;University and Park;internet;P02,P05,P18
V0013;83;Harbourside;paper;P01,P05,P15
V0014;74;University and Park;internet;P05
V0015;51;Harbourside;internet;P01,P02,P03,P05,P17
V0016;21;Castle and Market;internet;P04,P06,P09,P12,P14
V0017;26;Castle and Market;internet;P06,P12,P13,P14,P15
V0018;79;Castle and Market;internet;P01,P05,P11,P13,P18
V0019;61;elsewhere;internet;P09,P10,P11
V0020;67;University and Park;paper;P01,P02,P03,P05,P17
V0021;35;University and Park;internet;P01,P02,P05,P11,P13
V0022;54;Castle and Market;internet;P05,P14,P15,P18
V0023;39;elsewhere;internet;P01,P05,P12,P18
V0024;46;Harbourside;internet;P05,P09,P10,P11
V0025;74;Castle and Market;internet;P06,P08
V0026;55;Northgate;internet;P06,P07,P16
V0027;77;elsewhere;internet;P16,P18
V0028;25;Harbourside;internet;P04,P12,P13,P14,P15
V0029;51;Millfields;internet;P02,P03,P04,P14,P15
V0030;23;Harbourside;internet;P11,P12
V0031;48;Millfields;internet;P01,P02,P05,P17,P18
V0032;20;Harbourside;internet;P03,P09,P12
V0033;79;elsewhere;paper;P04,P05,P06,P07,P16
V0034;73;Castle and Market;paper;P01,P06,P07,P08,P16
V0035;27;Harbourside;paper;P03,P09,P15
V0036;68;Castle and Market;internet;P01,P03,P13,P17
V0037;21;Harbourside;internet;P04,P14,P15
V0038;40;University and Park;internet;P15
V0039;66;Millfields;internet;P06,P07,P08,P16
V0040;45;Castle and Market;internet;P11
V0041;40;Millfields;internet;P02,P05,P07,P17
V0042;38;Castle and Market;paper;P03,P09,P11,P14,P18
V0043;27;Castle and Market;internet;P04,P09,P12,P13
V0044;83;Castle and Market;internet;P01,P02,P03,P04,P11
V0045;80;Harbourside;internet;P05,P07,P16
V0046;20;Harbourside;internet;P12,P14
V0047;57;Millfields;internet;P08
V0048;21;Harbourside;internet;P12,P16
V0049;55;Castle and Market;internet;P01,P03,P05,P07,P18
V0050;75;Millfields;internet;P02,P03,P13
V0051;69;Castle and Market;paper;P02,P05,P17,P18
V0052;52;University and Park;internet;P03,P08,P14,P15,P18
V0053;42;Castle and Market;internet;P01,P05,P17
V0054;72;Castle and Market;paper;P06,P07,P08,P16
V0055;64;Castle and Market;internet;P05,P06,P07,P16
V0056;54;Millfields;internet;P01,P02,P05,P06,P17
V0057;35;Harbourside;internet;P01,P02,P17
V0058;34;University and Park;paper;P11,P12,P14,P15,P16
V0059;56;Harbourside;internet;P16
V0060;83;Millfields;paper;P01,P02,P05,P12,P18
V0061;82;Castle and Market;internet;P02,P05
V0062;47;Castle and Market;internet;P11
V0063;32;elsewhere;internet;P14
V0064;25;Northgate;internet;P15,P16
V0065;19;Castle and Market;paper;P15
V0066;35;Harbourside;internet;P01,P02,P03,P05
V0067;35;elsewhere;internet;P09,P11,P16
V0068;80;Northgate;paper;P01,P02,P05,P09,P17
V0069;52;Castle and Market;internet;P01,P02,P05,P13,P18
V0070;49;Castle and Market;internet;P01,P02,P05,P17,P18
V0071;66;Millfields;internet;P09,P12
V0072;57;Harbourside;internet;P02,P18
V0073;21;Harbourside;internet;P04,P13,P14,P15
V0074;63;Northgate;internet;P01,P06,P08,P16
V0075;54;Millfields;internet;P01,P02,P14
V0076;88;Millfields;internet;P05,P06,P07,P08,P16
V0077;45;Harbourside;internet;P01,P03,P08
V0078;57;elsewhere;paper;P02,P16
V0079;27;Harbourside;internet;P04,P12
V0080;50;Castle and Market;internet;P01,P02,P03,P05,P13
V0081;71;Castle and Market;paper;P05,P06,P07,P08,P16
V0082;63;elsewhere;internet;P16
V0083;53;Northgate;internet;P07,P14
V0084;43;elsewhere;internet;P03,P15,P18
V0085;79;Castle and Market;internet;P01,P05,P12
V0086;55;University and Park;internet;P10,P12,P13,P15,P16
V0087;43;Castle and Market;internet;P03,P11,P14,P15,P18
V0088;76;Millfields;paper;P09,P10,P11
V0089;38;Northgate;internet;P01,P02,P05,P07,P10
V0090;28;Harbourside;internet;P04,P06,P09,P10,P11
V0091;64;Castle and Market;internet;P01,P02,P05,P17,P18
V0092;57;Millfields;internet;P05
V0093;46;University and Park;internet;P01,P02,P05,P18
V0094;16;Millfields;internet;P03,P04,P07,P09,P12
V0095;16;Harbourside;internet;P03,P04,P12,P14,P15
V0096;27;Castle and Market;internet;P03,P06,P11,P15,P17
V0097;18;Castle and Market;internet;P09,P12,P15
V0098;41;Millfields;internet;P01,P05,P12,P17,P18
V0099;42;Harbourside;internet;P03,P11,P14,P15,P18
V0100;36;Harbourside;internet;P02,P03,P05
V0101;39;Castle and Market;paper;P03,P05,P12
V0102;60;Castle and Market;internet;P05,P07,P08
V0103;70;University and Park;internet;P06,P07,P08
V0104;70;Northgate;internet;P01,P02,P05,P17
V0105;27;Castle and Market;internet;P01,P05,P09,P11
V0106;66;Castle and Market;internet;P01,P05,P17
V0107;61;Castle and Market;internet;P01,P03,P17
V0108;34;elsewhere;internet;P05,P09,P14,P15
V0109;78;Castle and Market;internet;P02,P03,P05,P07,P17
V0110;81;Millfields;internet;P01,P02,P05,P08,P13
V0111;68;Harbourside;paper;P02,P04,P05,P17
V0112;77;University and Park;paper;P01,P02,P05,P08
V0113;18;Castle and Market;internet;P09,P11,P16
V0114;45;Castle and Market;internet;P02,P03,P05
V0115;66;Castle and Market;paper;P02,P12,P18
V0116;40;Castle and Market;internet;P01,P05,P08,P13,P17
V0117;53;Harbourside;internet;P03,P06,P15,P16
V0118;19;Northgate;internet;P09,P11,P16
V0119;81;University and Park;internet;P06,P08,P10
V0120;22;Castle and Market;internet;P04,P12,P13,P14,P15
V0121;48;Harbourside;paper;P01,P02,P03,P13,P18
V0122;26;Northgate;internet;P04,P06,P12,P14
V0123;35;Millfields;paper;P01,P02,P17
V0124;26;University and Park;internet;P03,P04,P12,P13
V0125;74;elsewhere;internet;P05
V0126;81;Castle and Market;paper;P01,P02,P03,P13,P18
V0127;62;Castle and Market;internet;P01,P02,P05,P12,P17
V0128;65;Castle and Market;internet;P01,P05,P06,P08,P17
V0129;53;Castle and Market;internet;P01,P03,P05,P17
V0130;78;Castle and Market;internet;P05,P10,P11,P13,P18
V0131;35;Castle and Market;internet;P01,P04,P05,P13,P18
V0132;78;Millfields;paper;P01,P02,P03,P05,P09
V0133;38;Millfields;internet;P03,P09,P10,P11,P13
V0134;71;Castle and Market;paper;P01,P02,P05,P13,P17
V0135;74;University and Park;paper;P01,P08,P16,P18
V0136;71;Harbourside;paper;P01,P02
V0137;22;elsewhere;internet;P03
V0138;30;elsewhere;internet;P09,P10
V0139;67;Harbourside;internet;P05,P06,P07,P08,P16
V0140;53;Castle and Market;internet;P01,P05,P17
V0141;41;Castle and Market;paper;P01,P02,P05
V0142;58;Harbourside;internet;P01,P05,P16,P17,P18
V0143;86;Harbourside;internet;P05,P06,P07,P16
V0144;87;University and Park;internet;P06
V0145;70;Millfields;internet;P05,P11,P12
V0146;66;Castle and Market;internet;P09,P10,P11,P12,P17
V0147;48;Millfields;internet;P01,P02,P03
V0148;61;Castle and Market;internet;P01,P02,P03,P05,P18
V0149;84;elsewhere;paper;P01,P03,P04,P18
V0150;49;Castle and Market;internet;P01,P02,P05
V0151;55;Harbourside;internet;P06,P07,P08,P12,P16
V0152;58;Castle and Market;internet;P01,P02,P03,P17
V0153;39;University and Park;paper;P01,P02,P03,P05,P08
V0154;73;Castle and Market;paper;P01,P02,P03,P05,P17
V0155;49;Castle and Market;internet;P03,P11,P18
V0156;23;Harbourside;internet;P10,P12,P13,P15,P16
V0157;38;Millfields;internet;P03,P08
V0158;51;Castle and Market;internet;P02,P08
V0159;20;Millfields;internet;P03,P04,P09,P12,P13
V0160;75;Millfields;paper;P05,P07
V0161;38;Northgate;internet;P03,P11,P14,P15,P18
V0162;44;Harbourside;internet;P17
V0163;88;Millfields;internet;P06,P08,P15,P16
V0164;40;Millfields;paper;P02,P05,P08,P10
V0165;41;Castle and Market;internet;P03,P18
V0166;29;University and Park;paper;P12,P13,P15,P16
V0167;65;University and Park;paper;P01,P02,P08,P17
V0168;57;Castle and Market;internet;P01,P05,P07,P08,P17
V0169;71;University and Park;internet;P05
V0170;26;Northgate;internet;P04,P06,P09,P12
V0171;23;Millfields;paper;P03,P04,P09,P12,P13
V0172;71;Millfields;paper;P05
V0173;82;Millfields;internet;P02,P03,P05,P17
V0174;73;Northgate;internet;P01,P02,P05,P10,P18
V0175;54;Millfields;internet;P03,P11,P14,P15
V0176;52;University and Park;internet;P07,P09,P11
V0177;89;Castle and Market;paper;P05,P06,P09,P16,P18
V0178;60;Castle and Market;internet;P09,P10,P11,P18
V0179;66;Millfields;paper;P01,P12,P17
V0180;77;Castle and Market;paper;P01,P04
V0181;31;Harbourside;internet;P09,P10,P11
V0182;44;Harbourside;internet;P02,P03,P05,P08
V0183;50;University and Park;internet;P02
V0184;37;Harbourside;internet;P02,P05,P14
V0185;23;Northgate;paper;P04,P09,P12,P18
V0186;50;Millfields;internet;P01,P07,P12,P15,P16
V0187;83;Harbourside;internet;P02,P13,P18
V0188;21;Castle and Market;internet;P04,P12,P15
V0189;49;Castle and Market;paper;P01,P02
V0190;60;University and Park;internet;P05,P10
V0191;60;Harbourside;internet;P01,P02,P03,P05,P17
V0192;70;Castle and Market;internet;P01,P02,P05,P09,P17
V0193;50;Castle and Market;internet;P01,P05,P08,P18
V0194;80;Castle and Market;internet;P06,P07,P10,P16,P18
V0195;38;Northgate;internet;P08,P09,P11,P14,P15
V0196;65;Castle and Market;internet;P01,P05,P08,P14,P17
V0197;56;Northgate;internet;P01,P02,P05,P17
V0198;47;Harbourside;internet;P01,P03,P18
V0199;51;Harbourside;internet;P07,P12,P13,P15,P16
V0200;25;Castle and Market;internet;P03,P09,P14
V0201;86;Millfields;paper;P07,P08
V0202;83;elsewhere;paper;P01,P02,P15,P17,P18
V0203;40;Castle and Market;paper;P01,P03,P05,P06,P17
V0204;83;Millfields;internet;P01,P03,P10,P17
V0205;35;Millfields;internet;P02,P18
V0206;88;elsewhere;internet;P05,P08
V0207;47;Northgate;internet;P01
V0208;40;Millfields;paper;P01,P02,P04,P17
V0209;23;Northgate;internet;P03,P12
V0210;83;Millfields;paper;P01,P17
V0211;46;University and Park;paper;P01,P02,P05
V0212;72;Harbourside;paper;P09,P10,P11,P15
V0213;70;Northgate;internet;P02,P03,P17
V0214;80;Castle and Market;internet;P01,P02,P05
V0215;72;Harbourside;internet;P01,P02,P05,P13,P18
V0216;27;Millfields;internet;P04,P09,P12,P14
V0217;49;Castle and Market;internet;P09,P10,P18
V0218;45;Harbourside;internet;P01,P02,P03,P05,P13
V0219;25;Harbourside;internet;P07,P12,P13,P15
V0220;66;Castle and Market;internet;P02,P05,P17
V0221;54;Harbourside;internet;P05,P07,P13,P16
V0222;80;University and Park;paper;P01,P02,P17
V0223;54;Northgate;internet;P01,P02,P03,P09,P17
V0224;53;Castle and Market;internet;P03,P11,P14,P15,P17
V0225;51;Millfields;internet;P06,P11,P14,P15,P18
V0226;78;Harbourside;internet;P01,P05,P08,P17,P18
V0227;24;Castle and Market;internet;P04,P12
V0228;63;Northgate;internet;P02,P17
V0229;56;Castle and Market;internet;P09,P11,P18
V0230;44;University and Park;internet;P09,P10,P11,P15,P18
V0231;76;Castle and Market;paper;P01,P05,P16
V0232;26;Northgate;paper;P03,P04,P09,P18
V0233;69;elsewhere;paper;P01,P03,P17
V0234;29;Millfields;paper;P03,P14,P18
V0235;26;Castle and Market;paper;P03,P04,P12,P14,P15
V0236;25;University and Park;internet;P01,P12
V0237;45;elsewhere;internet;P02,P05,P14,P18
V0238;72;Castle and Market;paper;P01,P02,P03,P05
V0239;69;Harbourside;paper;P09,P10,P11,P15,P16
V0240;54;Castle and Market;internet;P01,P05
V0241;39;University and Park;internet;P01,P02,P03,P05,P13
V0242;79;Northgate;internet;P01,P02,P05,P14,P17
V0243;22;University and Park;paper;P07,P12,P16
V0244;26;Castle and Market;internet;P01,P03,P04,P09,P15
V0245;52;Castle and Market;internet;P16
V0246;23;Castle and Market;internet;P04,P09,P14
V0247;70;University and Park;paper;P01,P02,P03,P05,P12
V0248;37;Castle and Market;internet;P03,P07,P11,P13,P14
V0249;43;Castle and Market;internet;P12,P13,P15,P16
V0250;26;Northgate;internet;P07,P09,P10,P11
V0251;80;Harbourside;paper;P01,P02,P03,P05,P18
V0252;74;Harbourside;internet;P01,P02,P05,P17
V0253;55;Castle and Market;internet;P03,P17,P18
V0254;24;Castle and Market;internet;P09,P10,P11,P13,P16
V0255;77;Castle and Market;paper;P01,P10,P12,P17,P18
V0256;69;Castle and Market;internet;P06,P07,P08,P11,P16
V0257;51;Castle and Market;internet;P08,P12,P13,P16,P18
V0258;53;University and Park;internet;P01,P02,P03,P05,P17
V0259;25;Castle and Market;internet;P04,P06,P09,P12,P14
V0260;22;Harbourside;internet;P04,P09,P12,P13,P14
V0261;59;Millfields;paper;P01,P05,P11,P13,P18
V0262;51;Castle and Market;internet;P03,P11,P14
V0263;47;Castle and Market;internet;P01,P18
V0264;52;University and Park;paper;P01,P02,P05,P15,P17
V0265;64;elsewhere;internet;P01,P05,P14
V0266;22;Castle and Market;internet;P09,P14,P15
V0267;16;University and Park;internet;P13
V0268;51;Northgate;paper;P01,P02,P03,P05,P06
V0269;45;Castle and Market;paper;P01,P02,P05,P17
V0270;29;Castle and Market;internet;P09,P11,P16
V0271;83;Millfields;internet;P01,P02,P05
V0272;38;Northgate;internet;P01,P05,P18
V0273;35;University and Park;internet;P01,P02,P05,P08,P18
V0274;58;Castle and Market;internet;P01,P02,P05,P16,P18
V0275;35;Harbourside;paper;P02
V0276;24;elsewhere;paper;P12,P13
V0277;71;Northgate;paper;P01,P02,P10,P11,P18
V0278;40;Harbourside;internet;P02,P05,P18
V0279;76;Northgate;internet;P01,P02,P05,P16,P17
V0280;21;Castle and Market;internet;P04,P14
V0281;25;Harbourside;paper;P03,P04,P06
V0282;47;Castle and Market;internet;P06,P07,P13,P15,P16
V0283;49;Harbourside;internet;P09,P12,P13,P15,P16
V0284;57;University and Park;internet;P02,P05,P12
V0285;50;Castle and Market;internet;P02,P17
V0286;65;University and Park;internet;P07,P13,P15,P16
V0287;60;Castle and Market;internet;P06,P13,P16
V0288;17;Millfields;internet;P03,P04,P09,P15
V0289;58;Harbourside;internet;P01,P13
V0290;48;Castle and Market;internet;P12,P13
V0291;47;Millfields;internet;P01,P02,P05,P08,P18
V0292;35;Northgate;internet;P01,P03,P05
V0293;26;Castle and Market;internet;P03,P05,P11,P14,P15
V0294;19;University and Park;internet;P04,P09,P12,P14
V0295;70;Castle and Market;internet;P05,P06,P07,P08,P16
V0296;47;Castle and Market;internet;P10,P15
V0297;36;Castle and Market;internet;P07,P09,P10,P11
V0298;79;elsewhere;internet;P03
V0299;17;Castle and Market;internet;P01,P13
V0300;54;Northgate;internet;P01,P02,P09,P10,P11
V0301;36;Harbourside;internet;P04,P14
V0302;74;Millfields;internet;P03,P04,P05,P17
V0303;69;Castle and Market;internet;P01,P03,P04,P05,P08
V0304;58;Harbourside;internet;P02,P05,P17
V0305;22;University and Park;internet;P03,P04,P09,P12,P14
V0306;59;elsewhere;internet;P01,P10,P12
V0307;27;Millfields;paper;P03,P04,P09,P10,P14
V0308;35;Harbourside;paper;P01,P13
V0309;70;elsewhere;internet;P01,P02,P05,P18
V0310;44;Castle and Market;internet;P06,P15,P18
V0311;31;elsewhere;internet;P08,P09,P10,P11
V0312;22;University and Park;paper;P04
V0313;55;University and Park;paper;P10,P17
V0314;21;Harbourside;internet;P09,P12,P14
V0315;19;Millfields;internet;P04,P09,P12,P13
V0316;20;University and Park;paper;P11
V0317;42;Harbourside;internet;P03,P13,P18
V0318;72;University and Park;paper;P01
V0319;68;Castle and Market;internet;P01,P05,P17
V0320;68;Northgate;internet;P05,P09,P10,P11,P14
V0321;81;elsewhere;internet;P05,P13
V0322;56;University and Park;internet;P05,P18
V0323;17;Castle and Market;internet;P04,P12,P13,P14,P17
V0324;30;Millfields;internet;P03,P11,P14,P15,P16
V0325;48;Northgate;internet;P02,P05,P06,P14
V0326;59;Castle and Market;internet;P06,P16
V0327;51;Castle and Market;internet;P01,P05,P11,P13,P17
V0328;76;Castle and Market;internet;P01,P02,P05,P13
V0329;84;Northgate;paper;P01,P17
V0330;27;University and Park;paper;P04,P09,P12,P14,P15
V0331;38;Castle and Market;internet;P01,P02
V0332;17;University and Park;internet;P04,P09,P12,P14
V0333;19;Harbourside;paper;P07,P08,P13,P15
V0334;77;University and Park;internet;P01,P02,P05,P09,P16
V0335;59;Northgate;internet;P03,P05,P10,P17
V0336;38;Castle and Market;paper;P01,P02,P03,P13,P14
V0337;25;Castle and Market;internet;P09,P13
V0338;61;University and Park;internet;P13,P16
V0339;26;elsewhere;internet;P03,P04,P06,P14
V0340;36;Castle and Market;paper;P01,P02,P05,P13
V0341;64;Millfields;internet;P01,P02,P05,P12,P13
V0342;20;Millfields;internet;P03,P12,P13
V0343;85;University and Park;internet;P06,P07,P08,P15,P16
V0344;56;Harbourside;internet;P09,P10,P11,P12,P14
V0345;43;Millfields;internet;P05,P14,P15,P18
V0346;55;elsewhere;internet;P02,P05
V0347;49;Castle and Market;internet;P03,P14,P18
V0348;36;University and Park;internet;P02,P05,P15
V0349;59;Millfields;internet;P10
V0350;48;Castle and Market;internet;P15
V0351;25;Castle and Market;internet;P08,P13,P15,P16
V0352;86;Harbourside;paper;P06,P07,P10,P16
V0353;26;Castle and Market;internet;P01,P10,P15
V0354;58;Millfields;internet;P04,P07,P16
V0355;73;Castle and Market;paper;P01,P09,P10,P11,P12
V0356;68;elsewhere;paper;P08,P18
V0357;36;elsewhere;internet;P01,P02,P03,P05,P17
V0358;55;University and Park;internet;P03,P06,P11,P14
V0359;24;elsewhere;internet;P15
V0360;30;Harbourside;internet;P03,P14,P15
V0361;41;Millfields;internet;P04,P11,P14,P15,P18
V0362;25;elsewhere;internet;P04,P09,P12,P14
V0363;45;University and Park;internet;P05,P18
V0364;71;Northgate;internet;P08,P10,P11
V0365;90;University and Park;internet;P06,P07,P08
V0366;39;Northgate;internet;P04,P10,P11
V0367;58;Harbourside;internet;P09,P10,P11
V0368;91;elsewhere;internet;P06,P16
V0369;41;University and Park;internet;P01,P05,P12,P13,P18
V0370;71;Castle and Market;internet;P05,P06,P07
V0371;58;Harbourside;internet;P01,P03,P05,P17
V0372;41;University and Park;paper;P03,P06,P15
V0373;50;Castle and Market;internet;P03,P04,P11
V0374;57;elsewhere;internet;P05,P09,P11,P17,P18
V0375;54;Millfields;internet;P03,P07,P14,P15
V0376;47;elsewhere;internet;P01,P02,P05,P17
V0377;79;Castle and Market;internet;P01,P02,P05,P06,P17
V0378;47;Castle and Market;paper;P03,P06
V0379;84;Harbourside;internet;P01,P02,P05
V0380;82;Harbourside;internet;P01,P03,P05
V0381;61;Harbourside;internet;P01,P02,P05,P08,P18
V0382;79;Castle and Market;internet;P01,P05,P17,P18
V0383;27;Harbourside;internet;P03,P04,P09,P14
V0384;59;Harbourside;internet;P02,P05,P09,P15
V0385;61;Castle and Market;paper;P01,P02,P05,P17
V0386;38;Millfields;internet;P01,P02,P05,P18
V0387;80;Castle and Market;paper;P02,P06,P07,P16
V0388;67;Harbourside;paper;P01,P05,P13,P17
V0389;36;Northgate;paper;P03,P11,P14,P15
V0390;27;Castle and Market;internet;P04,P10,P12,P14
V0391;44;Castle and Market;internet;P12,P13,P15
V0392;18;Castle and Market;paper;P04,P08,P12
V0393;38;Castle and Market;internet;P01,P02,P05,P12
V0394;48;University and Park;internet;P03,P11,P14,P15,P18
V0395;55;Harbourside;paper;P11
V0396;27;Castle and Market;internet;P09,P13,P14,P15
V0397;86;Castle and Market;paper;P05,P06,P07,P13,P16
V0398;24;Castle and Market;internet;P04,P07,P12,P13,P14
V0399;83;Millfields;internet;P01,P05,P12
V0400;27;Harbourside;internet;P03,P04,P12,P14,P15
V0401;21;Harbourside;internet;P15
V0402;16;Castle and Market;internet;P04,P12,P13,P15
V0403;58;Harbourside;paper;P06
V0404;52;Harbourside;internet;P01,P02
V0405;26;Northgate;internet;P05,P06,P11,P14,P15
V0406;91;Millfields;paper;P05,P06,P08,P14
V0407;28;Castle and Market;internet;P03,P05,P11,P15
V0408;27;Millfields;internet;P12,P13,P14,P15,P17
V0409;66;Castle and Market;internet;P06,P08,P11,P13,P16
V0410;46;Castle and Market;internet;P01,P02,P05,P17,P18
V0411;82;Castle and Market;paper;P01,P02,P03,P05,P08
V0412;83;Castle and Market;paper;P05,P06,P07,P08,P16
V0413;56;elsewhere;internet;P01,P02,P05,P07,P17
V0414;86;University and Park;internet;P07,P08,P16
V0415;35;University and Park;internet;P02,P05,P17
V0416;19;Millfields;internet;P03,P04,P12,P14
V0417;84;Millfields;internet;P01,P05,P15,P18
V0418;53;Northgate;internet;P01,P02,P03,P05,P17
V0419;31;Harbourside;internet;P07,P12,P13,P15,P16
V0420;89;elsewhere;paper;P06
V0421;78;University and Park;internet;P02,P13,P17
V0422;60;Castle and Market;internet;P06,P08
V0423;34;Millfields;internet;P03,P06,P11,P14,P15
V0424;67;Millfields;paper;P07
V0425;52;Castle and Market;internet;P03,P05,P07,P17,P18
V0426;33;Harbourside;internet;P03,P14
V0427;44;Castle and Market;internet;P01,P02,P17
V0428;41;Millfields;internet;P01,P02,P05,P16,P18
V0429;53;Harbourside;internet;P03,P10,P11
V0430;56;Castle and Market;internet;P06,P07,P08
V0431;36;Northgate;internet;P01,P02,P05,P12
V0432;40;elsewhere;internet;P01,P02,P05
V0433;57;Northgate;internet;P01,P02,P03,P05,P17
V0434;55;elsewhere;paper;P01,P02,P03,P05,P15
V0435;35;Harbourside;internet;P02,P03,P08,P14
V0436;33;Castle and Market;internet;P06,P10,P11,P14,P15
V0437;24;Harbourside;internet;P01,P12,P13
V0438;72;University and Park;paper;P01,P03,P05
V0439;65;Castle and Market;paper;P01,P02,P05,P12,P17
V0440;17;Castle and Market;internet;P03,P09,P12,P14
V0441;77;University and Park;internet;P01,P02,P03,P05,P18
V0442;46;Northgate;internet;P01,P02,P05,P12,P17
V0443;44;Castle and Market;internet;P01
V0444;42;Millfields;internet;P01,P14
V0445;43;Castle and Market;internet;P13,P15,P16
V0446;74;Millfields;paper;P06,P07,P08
V0447;22;Millfields;internet;P04,P09,P14
V0448;32;Castle and Market;internet;P10
V0449;33;Castle and Market;internet;P16
V0450;17;Castle and Market;internet;P09
V0451;79;Castle and Market;internet;P01,P03,P05,P17
V0452;20;Northgate;internet;P12
V0453;67;Northgate;internet;P01,P03,P05,P09,P17
V0454;36;Harbourside;internet;P01,P02,P05
V0455;58;Harbourside;internet;P01,P05,P10,P16,P17
V0456;26;University and Park;internet;P01,P04,P12,P13,P14
V0457;48;Millfields;internet;P01,P02,P05
V0458;47;Castle and Market;internet;P05,P09,P17
V0459;75;Millfields;internet;P02,P04,P08
V0460;76;Castle and Market;paper;P01,P03,P15,P18
V0461;70;elsewhere;internet;P08,P12,P13,P15,P16
V0462;40;Northgate;internet;P05,P17
V0463;28;Northgate;internet;P03,P06,P14,P15,P17
V0464;28;Millfields;internet;P03,P11,P14,P18
V0465;70;Harbourside;paper;P01,P02,P08,P14,P17
V0466;44;Millfields;internet;P01,P02
V0467;27;Harbourside;internet;P12,P14
V0468;17;Northgate;internet;P04,P15
V0469;36;Harbourside;internet;P01,P02,P05,P18
V0470;20;Harbourside;paper;P02,P09,P10,P11
V0471;61;Northgate;internet;P09,P10,P11
V0472;56;Castle and Market;internet;P05
V0473;41;Castle and Market;internet;P01,P02,P07,P09
V0474;38;Harbourside;internet;P01,P02,P03
V0475;68;Castle and Market;internet;P01,P03,P05,P11
V0476;63;Millfields;internet;P01,P03,P05,P13,P17
V0477;23;Millfields;internet;P04
V0478;39;Castle and Market;internet;P11,P13,P15
V0479;22;University and Park;internet;P03,P04,P12,P14
V0480;64;elsewhere;internet;P01,P02,P05
V0481;32;Castle and Market;internet;P03,P11,P17
V0482;61;Harbourside;paper;P01,P02,P03,P05,P17
V0483;64;Castle and Market;internet;P04,P07,P16
V0484;24;Northgate;internet;P04,P06,P14
V0485;49;Castle and Market;internet;P01,P02,P05,P17
V0486;36;elsewhere;internet;P01,P03,P05
V0487;55;Castle and Market;paper;P01,P05,P08,P18
V0488;31;Millfields;paper;P12,P13
V0489;42;elsewhere;paper;P01,P02,P03,P12,P13
V0490;17;Millfields;internet;P03,P04,P12,P14,P15
V0491;25;Castle and Market;internet;P09,P10,P11,P15
V0492;59;Harbourside;internet;P02,P05,P10,P17,P18
V0493;59;Castle and Market;internet;P02,P03,P12,P14,P17
V0494;38;Castle and Market;internet;P02,P03,P05,P08,P13
V0495;24;Castle and Market;internet;P09,P10,P11,P13,P15
V0496;63;Castle and Market;paper;P01,P02,P13,P17
V0497;51;Millfields;internet;P01,P02,P03,P05,P09
V0498;62;University and Park;internet;P02,P05,P18
V0499;25;Millfields;paper;P04,P09,P12,P13
V0500;85;Harbourside;paper;P08
V0501;17;Millfields;internet;P04,P09,P11,P13,P14
V0502;72;Castle and Market;internet;P06,P07,P08,P17
V0503;62;Millfields;internet;P01,P17
V0504;48;Millfields;internet;P07,P09,P10,P11,P12
V0505;77;Castle and Market;internet;P01,P02,P08,P14
V0506;66;Harbourside;paper;P05,P07,P13
V0507;65;Castle and Market;paper;P07,P08
V0508;60;Harbourside;internet;P01,P02,P05,P08,P17
V0509;61;University and Park;internet;P01,P05,P12
V0510;46;Castle and Market;internet;P12,P13,P15
V0511;44;Millfields;internet;P02
V0512;46;Castle and Market;internet;P01,P02,P05,P12,P18
V0513;37;Castle and Market;internet;P05,P10,P11
V0514;53;Millfields;internet;P01,P03,P05
V0515;73;elsewhere;internet;P06,P07,P16
V0516;79;Castle and Market;internet;P01,P02,P05,P13
V0517;20;Northgate;internet;P04,P09,P14
V0518;55;Castle and Market;internet;P07,P12
V0519;54;Millfields;internet;P03,P04
V0520;51;Castle and Market;internet;P04,P14
V0521;19;University and Park;internet;P13
V0522;34;University and Park;internet;P15,P18
V0523;17;University and Park;paper;P11,P12,P14
V0524;58;Harbourside;internet;P01,P02,P05,P13
V0525;25;Castle and Market;internet;P03,P04,P09,P12,P13
V0526;59;Northgate;internet;P02,P03,P17
V0527;53;Harbourside;internet;P01
V0528;63;Millfields;internet;P01,P02,P05,P17,P18
V0529;74;Millfields;internet;P02,P05,P06,P17
V0530;25;Castle and Market;internet;P03,P04
V0531;25;University and Park;internet;P04,P13,P14
V0532;75;Millfields;paper;P07,P16
V0533;35;University and Park;paper;P03,P04,P11
V0534;56;Castle and Market;internet;P02,P05,P06,P08,P17
V0535;64;Castle and Market;internet;P15
V0536;87;University and Park;internet;P07
V0537;73;Castle and Market;internet;P02,P03,P13
V0538;34;Northgate;paper;P12,P13,P17
V0539;68;Castle and Market;internet;P02,P06,P07,P08
V0540;20;Northgate;internet;P03,P04,P09,P11,P12
V0541;38;University and Park;internet;P01,P02,P05,P13,P17
V0542;51;University and Park;paper;P03,P07,P09,P14,P15
V0543;64;Castle and Market;internet;P05,P06,P07,P08,P16
V0544;82;Castle and Market;internet;P01,P02,P05,P10,P14
V0545;67;Castle and Market;paper;P01,P02,P11,P13,P18
V0546;72;elsewhere;internet;P01,P02,P05,P12,P18
V0547;39;Castle and Market;internet;P05,P09,P10,P11,P16
V0548;70;Harbourside;paper;P01,P02,P05,P08,P17
V0549;17;Castle and Market;internet;P04,P12
V0550;66;Castle and Market;paper;P02,P03,P05,P17
V0551;44;University and Park;internet;P01,P02,P03,P05,P17
V0552;16;elsewhere;internet;P04,P13,P17
V0553;49;Harbourside;paper;P03,P09,P14,P15,P18
V0554;20;Harbourside;internet;P04,P10,P12,P15
V0555;39;Castle and Market;internet;P01,P02,P03,P11,P17
V0556;45;Millfields;paper;P11
V0557;30;Millfields;internet;P09,P12,P13,P16
V0558;17;Castle and Market;internet;P03,P04,P12
V0559;52;Harbourside;internet;P09,P10
V0560;36;University and Park;internet;P03,P06,P11,P14,P15
V0561;43;Castle and Market;paper;P01,P16,P18
V0562;67;elsewhere;internet;P02,P18
V0563;57;Castle and Market;internet;P01,P10,P11
V0564;18;elsewhere;internet;P01,P09,P10,P11,P15
V0565;66;Harbourside;internet;P01,P02,P17,P18
V0566;64;Castle and Market;internet;P01,P02,P16,P18
V0567;84;Castle and Market;paper;P01,P03,P04,P05,P17
V0568;64;elsewhere;internet;P01,P02,P05
V0569;35;Castle and Market;internet;P03,P11,P14
V0570;37;Castle and Market;internet;P01,P02,P05,P12,P17
V0571;35;Millfields;internet;P01,P05
V0572;58;Harbourside;paper;P01,P05,P15,P17
V0573;41;Castle and Market;internet;P03,P11,P14,P15,P18
V0574;38;University and Park;internet;P01
V0575;23;Castle and Market;internet;P02,P04,P09,P12,P14
V0576;67;Castle and Market;paper;P02,P03,P05,P08,P17
V0577;59;Harbourside;internet;P01,P05,P12,P17
V0578;48;Harbourside;internet;P03,P04,P06,P11,P14
V0579;61;Castle and Market;paper;P02,P12
V0580;44;Castle and Market;internet;P03,P11,P14
V0581;59;Castle and Market;internet;P12,P13,P16
V0582;57;Castle and Market;internet;P01,P05
V0583;76;Castle and Market;paper;P01,P02,P05,P16,P17
V0584;18;Northgate;internet;P04,P15
V0585;48;elsewhere;internet;P05,P10,P12,P13,P18
V0586;57;Millfields;internet;P01,P02,P08
V0587;75;Northgate;internet;P05,P09,P10,P11,P12
V0588;58;Millfields;internet;P01,P09,P10,P11,P18
V0589;57;Harbourside;internet;P05,P06,P07,P08,P16
V0590;80;Harbourside;paper;P01,P05,P17
V0591;18;Millfields;internet;P04,P09,P15
V0592;74;Northgate;internet;P01,P02,P05,P14,P17
V0593;71;Castle and Market;paper;P01,P03,P05
V0594;59;University and Park;internet;P01,P02,P05,P18
V0595;61;Castle and Market;internet;P01,P02,P03,P05,P11
V0596;19;Millfields;internet;P03,P04,P12,P13,P14
V0597;77;Castle and Market;internet;P01,P05,P09,P18
V0598;30;Millfields;internet;P09,P10
V0599;39;Castle and Market;internet;P01,P02,P03,P05,P17
V0600;59;Castle and Market;internet;P01,P02,P05,P08,P15
V0601;52;Castle and Market;internet;P02,P05,P13,P18
V0602;45;University and Park;internet;P01,P02,P03,P05,P08
V0603;43;Castle and Market;internet;P03,P06,P14,P16
V0604;19;Castle and Market;internet;P06,P09,P10,P11,P18
V0605;29;University and Park;internet;P01,P09,P10,P11,P18
V0606;88;Castle and Market;internet;P06,P08,P16
V0607;59;Castle and Market;internet;P01,P02,P05,P10,P13
V0608;38;elsewhere;internet;P05,P12,P13,P15,P16
V0609;24;Harbourside;internet;P11,P15,P18
V0610;22;elsewhere;internet;P03,P09
V0611;81;Harbourside;paper;P01,P02,P12
V0612;51;Castle and Market;internet;P05,P12,P17
V0613;67;elsewhere;internet;P06,P07,P08,P10,P16
V0614;24;Northgate;internet;P04,P09,P13
V0615;30;elsewhere;internet;P05,P10,P11
V0616;88;Castle and Market;paper;P01,P05,P06,P07
V0617;43;elsewhere;internet;P01,P08
V0618;72;Northgate;paper;P01,P02,P03,P05,P17
V0619;41;Castle and Market;internet;P01,P02,P03,P15
V0620;17;University and Park;internet;P04,P13,P15
V0621;42;Northgate;internet;P09,P10,P11
V0622;51;University and Park;internet;P01,P05,P08
V0623;22;Millfields;internet;P03,P14
V0624;52;Millfields;internet;P03,P04,P06,P14,P15
V0625;77;Castle and Market;internet;P06,P16
V0626;60;Castle and Market;paper;P03,P06,P07,P08,P16
V0627;79;Millfields;paper;P01,P03,P05,P18
V0628;40;Harbourside;paper;P11,P14,P15,P18
V0629;48;Castle and Market;internet;P01,P05,P08,P18
V0630;63;elsewhere;internet;P01,P02,P03,P09,P18
V0631;58;University and Park;internet;P01,P18
V0632;39;Castle and Market;internet;P01,P02,P08,P17
V0633;71;Millfields;paper;P08
V0634;46;Castle and Market;internet;P08,P09,P10,P11,P16
V0635;51;Harbourside;internet;P03,P11,P14,P15,P18
V0636;55;Millfields;internet;P10,P11
V0637;22;University and Park;internet;P02,P09,P12,P13
V0638;50;elsewhere;internet;P10,P11
V0639;84;Northgate;internet;P01,P02,P12,P13,P17
V0640;48;University and Park;internet;P17
V0641;84;Castle and Market;internet;P05,P16,P17
V0642;84;Northgate;paper;P01,P02,P05
V0643;23;Harbourside;internet;P03,P04,P16
V0644;25;Northgate;internet;P03,P04,P12,P14
V0645;33;University and Park;internet;P11,P14
V0646;44;University and Park;internet;P03
V0647;25;Castle and Market;internet;P11,P15,P18
V0648;63;Harbourside;internet;P05
V0649;32;Harbourside;internet;P09,P10
V0650;77;Northgate;paper;P02
V0651;21;University and Park;internet;P04,P09,P12,P13,P14
V0652;49;Castle and Market;internet;P17
V0653;28;Northgate;internet;P03,P04,P11,P15
V0654;65;Millfields;internet;P01,P02,P05
V0655;57;Millfields;paper;P01,P10,P17,P18
V0656;50;Castle and Market;internet;P07,P12,P13,P15,P16
V0657;72;Millfields;paper;P01,P02,P05,P13,P18
V0658;54;Castle and Market;internet;P02,P05,P17
V0659;80;Castle and Market;internet;P02,P05,P10,P13,P18
V0660;26;Northgate;internet;P13
V0661;70;Castle and Market;paper;P02
V0662;68;Castle and Market;paper;P02,P05,P08,P13,P17
V0663;78;Castle and Market;paper;P01,P16,P18
V0664;52;Castle and Market;internet;P01
V0665;19;Harbourside;internet;P03,P09
V0666;54;Harbourside;internet;P05,P09,P10,P13,P15
V0667;34;Millfields;internet;P06
V0668;80;elsewhere;paper;P06,P07,P08,P16
V0669;60;Castle and Market;internet;P02,P05,P13,P14,P17
V0670;35;elsewhere;paper;P07,P13,P16
V0671;49;Castle and Market;internet;P03,P11,P14
V0672;54;elsewhere;internet;P05,P09,P10,P11,P16
V0673;37;Harbourside;internet;P03,P11,P15,P18
V0674;21;Castle and Market;internet;P04,P09,P15
V0675;37;Millfields;internet;P01,P05,P11
V0676;17;Millfields;paper;P03,P09,P12,P13
V0677;71;Castle and Market;paper;P01,P02,P03,P17
V0678;61;Castle and Market;internet;P01,P05,P13
V0679;56;University and Park;internet;P05,P07,P08,P16
V0680;50;Castle and Market;paper;P01,P02,P05,P08,P13
V0681;66;Castle and Market;internet;P01,P05,P08
V0682;71;elsewhere;internet;P01,P02,P03,P05,P17
V0683;20;Castle and Market;internet;P04,P09,P12,P14,P15
V0684;56;University and Park;internet;P01,P02,P05,P14,P18
V0685;61;Millfields;internet;P01,P02,P05
V0686;23;Harbourside;internet;P04,P06,P12,P13
V0687;51;Castle and Market;paper;P01,P02,P05
V0688;49;University and Park;internet;P02,P07,P16
V0689;35;Harbourside;paper;P03
V0690;64;Castle and Market;internet;P01,P03,P16,P17,P18
V0691;76;elsewhere;internet;P07,P08,P10
V0692;59;Castle and Market;internet;P06,P07,P08
V0693;18;Harbourside;internet;P03,P12
V0694;24;Castle and Market;internet;P04,P09,P14
V0695;41;University and Park;internet;P09,P10,P18
V0696;18;elsewhere;internet;P04,P09,P12,P14,P15
V0697;20;Castle and Market;internet;P03,P04,P09,P14
V0698;79;Harbourside;internet;P01,P02,P05,P17
V0699;40;Millfields;internet;P14
V0700;69;elsewhere;internet;P13
V0701;74;Castle and Market;paper;P01,P05,P18
V0702;40;Castle and Market;internet;P01,P02,P08,P12
V0703;53;Millfields;internet;P09,P10,P11,P15,P16
V0704;22;Millfields;internet;P03,P04,P12,P15
V0705;19;Castle and Market;internet;P04,P13
V0706;49;Northgate;paper;P02,P03,P05,P14,P15
V0707;26;Castle and Market;internet;P13
V0708;47;University and Park;internet;P07,P12,P13,P15,P16
V0709;25;Castle and Market;paper;P04,P06,P14,P15
V0710;79;Castle and Market;internet;P03,P12,P17
V0711;64;University and Park;internet;P01,P02,P05
V0712;32;Castle and Market;internet;P11,P13,P14,P15
V0713;68;elsewhere;paper;P05,P12,P13,P15,P16
V0714;41;Castle and Market;internet;P01,P03,P05,P07,P13
V0715;47;Castle and Market;internet;P06,P18
V0716;39;elsewhere;internet;P01,P02,P08,P14,P18
V0717;75;Millfields;paper;P01,P02,P05,P13,P17
V0718;74;elsewhere;paper;P01,P18
V0719;49;elsewhere;internet;P02,P12,P17
V0720;82;Northgate;paper;P08,P15,P16
V0721;60;Castle and Market;internet;P17
V0722;54;Castle and Market;internet;P03,P07,P10,P11,P15
V0723;86;Castle and Market;internet;P07,P08,P16
V0724;65;Northgate;internet;P01,P13,P15,P16
V0725;27;Harbourside;internet;P04,P08,P13,P14,P15
V0726;63;Castle and Market;internet;P01,P02,P03,P05,P12
V0727;73;Castle and Market;internet;P05,P07,P08
V0728;46;Castle and Market;internet;P01,P02,P05,P13,P17
V0729;34;Castle and Market;internet;P03,P14,P15,P18
V0730;45;Castle and Market;internet;P03,P05
V0731;78;Harbourside;paper;P02,P18
V0732;43;Millfields;internet;P01,P05,P08,P13
V0733;18;elsewhere;paper;P08,P09,P10,P11
V0734;76;elsewhere;paper;P01,P02,P05,P14,P17
V0735;71;Northgate;paper;P01,P03,P05,P08
V0736;21;elsewhere;internet;P03,P04,P09,P12,P17
V0737;79;University and Park;paper;P01,P05,P08,P13
V0738;84;Castle and Market;internet;P01,P03,P12
V0739;50;Castle and Market;internet;P03,P11,P14,P15,P18
V0740;52;Castle and Market;internet;P03,P14,P15
V0741;59;University and Park;paper;P01,P02,P03,P05,P18
V0742;85;Castle and Market;internet;P05,P06,P07,P08,P16
V0743;88;University and Park;paper;P07,P10,P11,P16
V0744;53;University and Park;internet;P01,P17
V0745;32;Castle and Market;paper;P09,P10,P11,P14,P15
V0746;82;elsewhere;paper;P01,P02,P05,P08,P13
V0747;77;Castle and Market;paper;P01,P02,P05,P17
V0748;80;Castle and Market;paper;P01,P02,P17,P18
V0749;21;Harbourside;paper;P04,P14,P15,P17
V0750;30;University and Park;internet;P03,P15
V0751;69;Harbourside;internet;P02,P03,P17,P18
V0752;27;elsewhere;internet;P04,P12,P14
V0753;20;Harbourside;internet;P03,P12,P13,P15
V0754;19;University and Park;internet;P01,P08,P11,P15,P16
V0755;67;Castle and Market;internet;P02
V0756;30;Castle and Market;internet;P12,P16
V0757;71;Millfields;paper;P05,P06,P16
V0758;79;Castle and Market;paper;P04,P09,P10,P12,P14
V0759;84;Harbourside;internet;P05,P06,P07,P08,P16
V0760;40;Castle and Market;internet;P01,P02,P05,P15
V0761;44;Castle and Market;internet;P01,P05
V0762;71;Harbourside;paper;P01,P02,P05,P12,P18
V0763;60;Castle and Market;internet;P05,P06,P07,P08,P16
V0764;35;University and Park;internet;P02,P05,P17
V0765;55;Castle and Market;internet;P09,P10,P15
V0766;48;Millfields;internet;P01,P02,P03,P05
V0767;21;University and Park;internet;P04,P09,P10,P13,P14
V0768;80;University and Park;internet;P05,P08,P10
V0769;69;Millfields;internet;P01,P03,P08,P13
V0770;68;Castle and Market;paper;P03,P05,P17
V0771;26;University and Park;internet;P04,P09,P12,P14,P15
V0772;80;elsewhere;paper;P01,P02,P18
V0773;22;Harbourside;internet;P04,P12,P14
V0774;49;Castle and Market;internet;P01,P02,P05,P17,P18
V0775;50;Harbourside;internet;P02
V0776;84;Northgate;internet;P01,P05,P17
V0777;82;Northgate;paper;P01,P02,P03,P05,P06
V0778;43;University and Park;internet;P12,P13,P15,P16
V0779;65;Harbourside;paper;P01,P02,P05,P13,P15
V0780;55;Castle and Market;internet;P03,P04,P11,P14,P15
V0781;67;Harbourside;internet;P10,P11
V0782;60;elsewhere;internet;P01,P05,P13
V0783;59;Castle and Market;internet;P01,P02,P08,P13
V0784;41;Northgate;internet;P11,P12,P14,P18
V0785;75;Millfields;internet;P07,P08,P09
V0786;18;Castle and Market;internet;P04,P12,P13,P15
V0787;19;Castle and Market;internet;P01,P12,P13,P15
V0788;41;Northgate;internet;P01,P02,P03,P08,P17
V0789;91;University and Park;paper;P05,P06,P07,P08,P16
V0790;26;Castle and Market;internet;P08,P10,P11
V0791;66;University and Park;internet;P04,P09,P10,P11,P15
V0792;45;Castle and Market;internet;P03,P06,P11,P14,P15
V0793;39;Castle and Market;internet;P07,P12,P13,P16,P17
V0794;73;elsewhere;paper;P02,P08,P18
V0795;34;University and Park;internet;P03,P14,P15
V0796;23;Harbourside;internet;P14
V0797;70;Castle and Market;internet;P05,P09,P11,P13
V0798;32;Harbourside;paper;P06,P13,P15
V0799;89;Castle and Market;internet;P03,P06,P08,P16
V0800;48;Northgate;paper;P02,P05,P12,P17
V0801;46;Castle and Market;internet;P02,P05,P14
V0802;64;Castle and Market;internet;P02,P04,P05
V0803;56;Harbourside;internet;P06
V0804;55;Harbourside;internet;P01,P02,P03,P15
V0805;33;University and Park;internet;P03,P12,P13,P16
V0806;53;Millfields;internet;P07,P09,P12,P15,P16
V0807;33;elsewhere;internet;P03,P15,P18
V0808;37;Millfields;internet;P11,P12,P14,P15
V0809;44;Castle and Market;internet;P01,P02,P05
V0810;81;elsewhere;internet;P01,P02,P05,P09
V0811;44;Harbourside;internet;P03,P13,P14,P15,P18
V0812;52;University and Park;internet;P02,P05,P13,P17,P18
V0813;42;elsewhere;internet;P01,P03,P05
V0814;40;Harbourside;internet;P04,P06,P11,P15
V0815;56;Millfields;internet;P07,P12,P13,P15,P16
V0816;66;Castle and Market;internet;P06,P07,P08,P16
V0817;64;Castle and Market;internet;P01,P02,P04,P05,P18
V0818;72;Castle and Market;paper;P01,P17,P18
V0819;40;University and Park;internet;P02,P11,P12,P14
V0820;75;Harbourside;paper;P01,P02,P17
V0821;76;Castle and Market;internet;P08
V0822;37;Millfields;internet;P05,P09,P15
V0823;38;Harbourside;internet;P07,P12,P13,P15,P16
V0824;54;Harbourside;internet;P01,P02,P03,P13
V0825;92;Castle and Market;internet;P02,P05,P07,P08,P16
V0826;50;Castle and Market;internet;P01,P02,P05,P07,P08
V0827;62;Castle and Market;internet;P01,P02,P12,P13,P17
V0828;22;Millfields;internet;P03,P04,P09,P12,P13
V0829;55;elsewhere;internet;P01,P02,P11,P17,P18
V0830;74;University and Park;internet;P01,P02,P04,P05,P13
V0831;36;Castle and Market;internet;P01,P02,P05,P09
V0832;24;Harbourside;internet;P03,P04,P14
V0833;40;Castle and Market;internet;P03,P11,P14,P15
V0834;54;Castle and Market;internet;P01,P02,P05,P12,P14
V0835;38;Harbourside;internet;P01,P02,P05,P06,P11
V0836;69;Millfields;paper;P02,P03
V0837;41;University and Park;internet;P03,P06,P08,P10
V0838;66;Millfields;internet;P01,P02,P05,P06,P17
V0839;16;Harbourside;internet;P12,P15
V0840;51;Harbourside;internet;P12,P13,P15,P16,P18
V0841;36;Castle and Market;paper;P03
V0842;38;Millfields;internet;P03,P04,P14
V0843;53;University and Park;internet;P02,P05,P08,P12,P18
V0844;84;Northgate;internet;P05
V0845;18;Castle and Market;internet;P04,P08,P09,P13,P15
V0846;65;Harbourside;internet;P01,P02,P05
V0847;44;Millfields;internet;P08,P13,P16
V0848;28;Castle and Market;internet;P08,P14,P18
V0849;44;University and Park;internet;P05,P17,P18
V0850;71;Castle and Market;paper;P04,P08,P16
V0851;57;Castle and Market;internet;P02,P05,P08
V0852;77;Millfields;paper;P01,P02,P05,P15,P17
V0853;57;Millfields;internet;P01,P02,P05
V0854;40;Castle and Market;internet;P12,P13,P16
V0855;22;Harbourside;internet;P07,P12,P14
V0856;43;Castle and Market;internet;P02
V0857;79;Harbourside;internet;P01,P02
V0858;69;Millfields;internet;P01,P03,P05
V0859;21;Castle and Market;internet;P04,P12,P13,P14,P15
V0860;35;Northgate;internet;P09,P11
V0861;57;Castle and Market;internet;P01,P02,P05,P17,P18
V0862;41;University and Park;internet;P08,P13
V0863;24;Castle and Market;internet;P03,P04,P09,P12,P14
V0864;84;Castle and Market;paper;P01,P02,P03,P17
V0865;81;Northgate;internet;P06,P08,P12
V0866;77;Millfields;internet;P02,P03,P13
V0867;63;Harbourside;internet;P16
V0868;52;Castle and Market;internet;P14,P15,P18
V0869;53;elsewhere;internet;P01,P02,P04,P06,P08
V0870;45;Harbourside;internet;P01,P02,P08
V0871;67;Millfields;internet;P12,P15,P16
V0872;73;University and Park;internet;P01,P02,P05
V0873;74;Millfields;internet;P01,P02,P03,P09,P12
V0874;60;Harbourside;internet;P07,P13,P16
V0875;58;Harbourside;internet;P15,P16
V0876;59;Northgate;internet;P04,P08,P12,P15,P16
V0877;22;Castle and Market;internet;P03,P09,P13
V0878;63;Northgate;internet;P07,P12,P13,P15,P16
V0879;42;Northgate;internet;P01,P05
V0880;56;Castle and Market;internet;P01,P02,P17
V0881;37;elsewhere;internet;P03,P12,P13,P16
V0882;47;Castle and Market;internet;P06,P07,P12,P15,P16
V0883;22;University and Park;paper;P13,P15,P16
V0884;36;Millfields;internet;P05,P08,P13,P17
V0885;47;Castle and Market;internet;P05,P12,P13
V0886;26;Harbourside;paper;P03,P06,P14,P18
V0887;27;Millfields;internet;P10,P12,P13,P15,P16
V0888;51;Castle and Market;internet;P01,P02,P03,P12,P17
V0889;83;Castle and Market;internet;P02,P05,P08
V0890;52;Millfields;internet;P01,P02,P05,P13,P18
V0891;43;Harbourside;internet;P09,P10,P11
V0892;60;Castle and Market;internet;P02,P04,P05
V0893;61;University and Park;internet;P10,P11,P15
V0894;64;Harbourside;internet;P01,P02,P05,P08,P13
V0895;75;Castle and Market;paper;P11,P12,P18
V0896;69;Castle and Market;internet;P08
V0897;67;Harbourside;internet;P05,P07,P08,P13
V0898;55;elsewhere;internet;P01,P02,P03,P05,P17
V0899;49;Castle and Market;internet;P01,P02,P05,P09,P12
V0900;54;Castle and Market;internet;P01,P02,P05,P09,P10
